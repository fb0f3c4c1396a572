using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>Finds out what becomes of a task.</summary>
internal static class TaskUses
{
    /// <summary>What becomes of the value of an operation that is a task.</summary>
    internal static TaskUse Of(IOperation task)
    {
        for (IOperation value = task; value.Parent is { } parent; value = parent)
        {
            switch (parent)
            {
                case IAwaitOperation:
                    return TaskUse.Awaited;
                case IReturnOperation { Kind: OperationKind.Return }:
                    return TaskUse.Returned;
                case IPropertyReferenceOperation { Property.Name: "Result" } result when result.Instance == value:
                    return TaskUse.Awaited;
                case IInvocationOperation { TargetMethod: { Name: "GetResult" or "Wait", Parameters.IsEmpty: true } } call when call.Instance == value:
                    return TaskUse.Awaited;

                // The same task in another form, or one that stands for it.
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Preserve" or "GetAwaiter" } call
                    when call.Instance == value:
                case IConversionOperation { OperatorMethod: null }:
                case IArgumentOperation { Parent: IObjectCreationOperation created } when created.Type.IsTask():
                case IObjectCreationOperation:
                case IConditionalOperation choice when choice.Condition != value:
                case ISwitchExpressionArmOperation arm when arm.Value == value:
                case ISwitchExpressionOperation many when many.Value != value:
                    break;
                default:
                    return TaskUse.Other;
            }
        }

        return TaskUse.Other;
    }
}
