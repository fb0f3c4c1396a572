using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>Tells whether the task that a call returns is dropped, so that nobody waits for it.</summary>
internal static class DroppedTask
{
    /// <summary>Whether a call's task is dropped, and no rule of the compiler's says so already.</summary>
    internal static bool Is(BodyCall call)
    {
        IInvocationOperation operation = call.Operation;
        if (!operation.Type.IsTask() || IsHandedThrough(operation))
            return false;

        IOperation value = operation;
        while (value.Parent is IConversionOperation { OperatorMethod: null }
            || (value.Parent is IConditionalAccessOperation access && access.WhenNotNull == value))
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IExpressionStatementOperation => !IsReportedByCompiler(call, value),
            ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment when assignment.Value == value =>
                assignment.Target is IDiscardOperation
                || (assignment.Target is ILocalReferenceOperation local && IsNeverRead(local.Local, assignment)),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } =>
                !IsUsing(declarator) && IsNeverRead(declarator.Symbol, declarator),
            _ => false,
        };
    }

    // CS4014: in async methods, and wherever a method is called that is seen to be async.
    private static bool IsReportedByCompiler(BodyCall call, IOperation statement) =>
        statement is IInvocationOperation && (call.Owner.IsAsync || call.Operation.TargetMethod.IsAsync);

    // What a call takes and gives back, as Interlocked.Exchange and a queue do, may be kept by somebody else; so may what
    // goes on with another task.
    private static bool IsHandedThrough(IInvocationOperation call) =>
        call.TargetMethod.OriginalDefinition.ReturnType is ITypeParameterSymbol
        || call.TargetMethod.Name == "ContinueWith"
        || (!call.TargetMethod.ContainingType.IsTask() && call.Arguments.Any(argument => argument.Value.Type.IsTask()));

    private static bool IsUsing(IVariableDeclaratorOperation declarator)
    {
        IOperation? around = declarator.Parent;
        while (around is IVariableDeclarationOperation or IVariableDeclarationGroupOperation)
            around = around.Parent;
        return around is IUsingOperation or IUsingDeclarationOperation;
    }

    private static bool IsNeverRead(ILocalSymbol local, IOperation place)
    {
        if (local.RefKind != RefKind.None)
            return false;
        IOperation root = place;
        while (root.Parent is { } parent)
            root = parent;
        return !root.Descendants().OfType<ILocalReferenceOperation>().Any(reference =>
            SymbolEqualityComparer.Default.Equals(reference.Local, local)
            && !(reference.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment
                && assignment.Target == reference));
    }
}
