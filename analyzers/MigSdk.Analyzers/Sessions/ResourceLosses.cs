using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>
/// Resources that a method makes for the session that it returns, where something can throw before the session has them. A
/// session itself is closed by the SDK whatever happens, and releases what it has by then.
/// </summary>
internal static class ResourceLosses
{
    public static IEnumerable<Loss> In(CodeUnit unit, DriverCode code, CancellationToken cancel)
    {
        if (unit.Owner is not IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method || !SessionTypes.AreReturnedBy(method))
            yield break;
        foreach (IOperation operation in unit.Bodies.SelectMany(Operations.InOrder))
        {
            if (Resources.IsCreation(operation, cancel) && !IsGuarded(operation) && LossOf(operation, unit, code, cancel) is { } loss)
                yield return loss;
        }
    }

    // Who catches may dispose.
    private static bool IsGuarded(IOperation operation)
    {
        for (IOperation? part = operation; part is not null and not IAnonymousFunctionOperation; part = part.Parent)
        {
            if (part is ITryOperation)
                return true;
        }

        return false;
    }

    private static Loss? LossOf(IOperation creation, CodeUnit unit, DriverCode code, CancellationToken cancel)
    {
        IOperation value = creation;
        while (value.Parent is IConversionOperation or IAwaitOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => LossOf(creation, declarator, declarator.Symbol, unit, code, cancel),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Parent: IExpressionStatementOperation } assignment =>
                LossOf(creation, assignment, target.Local, unit, code, cancel),
            IArgumentOperation { Parent: { } taker } argument when SessionTypes.GroupOf(taker.Type) is not null =>
                LossOf(creation, argument, taker, unit, cancel),
            _ => null,
        };
    }

    private static Loss? LossOf(IOperation creation, IOperation holder, ILocalSymbol local, CodeUnit unit, DriverCode code, CancellationToken cancel)
    {
        IOperation statement = holder;
        while (statement.Parent is { } around and not (IBlockOperation or ISwitchCaseOperation))
        {
            if (around is IUsingDeclarationOperation or IUsingOperation)
                return null;
            statement = around;
        }

        if (statement.Parent is not { } block)
            return null;
        IEnumerable<IOperation> rest = block.ChildOperations.SkipWhile(part => part != statement).Skip(1);
        return new ResourceWalk(local, unit, code, cancel).CauseOfLoss(rest) is { } cause
            ? Make(creation, $"'{local.Name}'", cause)
            : null;
    }

    // What is made in one argument of the session's creation, while a later one throws.
    private static Loss? LossOf(IOperation creation, IOperation argument, IOperation taker, CodeUnit unit, CancellationToken cancel)
    {
        string? cause = taker.ChildOperations
            .SkipWhile(part => part != argument).Skip(1)
            .TakeWhile(part => part is IArgumentOperation)
            .SelectMany(Operations.InOrder)
            .Select(part => Throwing.CauseIn(part, unit.Owner, cancel))
            .FirstOrDefault(found => found is not null);
        return cause is null ? null : Make(creation, $"this {creation.Type?.Name}", cause);
    }

    private static Loss Make(IOperation creation, string what, string cause) => new(
        creation.Syntax.GetLocation(), $"{what} is lost if {cause}: no session owns it yet, and nobody disposes it");
}
