using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>What code does with the task of a call in the same expression.</summary>
internal static class TaskChain
{
    /// <summary>
    /// The call for whose completion an operation waits: <c>await call</c>, <c>call.GetAwaiter().GetResult()</c>,
    /// <c>call.AsTask().Wait()</c>, <c>call.Result</c>, each also with <c>ConfigureAwait</c>.
    /// </summary>
    public static IInvocationOperation? CallWaitedFor(IOperation operation) => operation switch
    {
        IAwaitOperation wait => Source(wait.Operation),
        IInvocationOperation { TargetMethod.Name: "GetResult" or "Wait", Arguments.Length: 0, Instance: { } task } => Source(task),
        IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } => Source(task),
        _ => null,
    };

    /// <summary>Whether what a call gives, or what its task gives, is thrown away.</summary>
    public static bool IsResultIgnored(IInvocationOperation call)
    {
        IOperation at = call;
        while (at.Parent is IAwaitOperation or IConversionOperation
            or IInvocationOperation { TargetMethod.Name: "AsTask" or "ConfigureAwait" or "GetAwaiter" or "GetResult" })
        {
            at = at.Parent;
        }

        return at.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };
    }

    private static IInvocationOperation? Source(IOperation task)
    {
        while (task is IInvocationOperation
            {
                TargetMethod.Name: "AsTask" or "ConfigureAwait" or "GetAwaiter" or "Preserve",
                Instance: { } inner,
            })
        {
            task = inner;
        }

        return task as IInvocationOperation;
    }
}
