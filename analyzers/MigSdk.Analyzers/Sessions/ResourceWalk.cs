using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>Follows a resource in a local variable from where it is made to the session that takes it.</summary>
internal sealed class ResourceWalk(ILocalSymbol local, CodeUnit unit, DriverCode code, CancellationToken cancel)
{
    private readonly HashSet<IOperation> _takers = [];
    private string? _cause;

    private enum Fate
    {
        Open,
        TakenBySession,
        OutOfSight,
    }

    /// <summary>What can throw on the way; null where nothing can, or where the resource goes another way.</summary>
    /// <param name="rest">The statements after the one that makes it.</param>
    public string? CauseOfLoss(IEnumerable<IOperation> rest)
    {
        foreach (IOperation statement in rest)
        {
            // Who catches may dispose.
            if (statement.DescendantsAndSelf().Any(part => part is ITryOperation))
                return null;
            foreach (IOperation operation in Operations.InOrder(statement))
            {
                Fate fate = FateAt(operation);
                if (fate == Fate.TakenBySession)
                    return _cause;
                if (fate == Fate.OutOfSight)
                    return null;
                _cause ??= Throwing.CauseIn(operation, unit.Owner, cancel);
            }
        }

        return null;
    }

    private Fate FateAt(IOperation operation) => operation switch
    {
        ILocalReferenceOperation reference when IsIt(reference) => FateOf(reference),
        IAnonymousFunctionOperation or ILocalFunctionOperation when operation.Descendants().Any(IsIt) => FateOfCapture(operation),
        _ when _takers.Contains(operation) => FateBy(operation),
        _ => Fate.Open,
    };

    private bool IsIt(IOperation operation) =>
        operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);

    private Fate FateOf(IOperation reference)
    {
        IOperation value = reference;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        switch (value.Parent)
        {
            case IArgumentOperation { Parent: { } taker }:
                _takers.Add(taker);
                return Fate.Open;
            case IInvocationOperation call when call.Instance == value:
                return call.TargetMethod.Name is "Dispose" or "DisposeAsync" or "Close" ? Fate.OutOfSight : Fate.Open;
            case IMemberReferenceOperation member when member.Instance == value:
                return member is IMethodReferenceOperation ? Fate.OutOfSight : Fate.Open;
            case IIsPatternOperation or IBinaryOperation:
                return Fate.Open;
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } owner } } when IsSession(owner):
                return Fate.TakenBySession;
            default:
                return Fate.OutOfSight;
        }
    }

    private static bool IsSession(IOperation owner) => SessionTypes.GroupOf(owner.Type) is not null;

    private Fate FateOfCapture(IOperation function)
    {
        IOperation? use = function.Parent;
        while (use is IDelegateCreationOperation or IConversionOperation)
            use = use.Parent;
        if (use is not IArgumentOperation { Parent: { } taker } || !IsSession(taker))
            return Fate.OutOfSight;
        _takers.Add(taker);
        return Fate.Open;
    }

    private Fate FateBy(IOperation taker) => taker switch
    {
        _ when IsSession(taker) => Fate.TakenBySession,
        IInvocationOperation { Instance: { } owner } when IsSession(owner) => Fate.TakenBySession,
        IInvocationOperation call => call.Arguments.Where(argument => argument.Descendants().Any(IsIt)).All(argument => IsBorrowed(call, argument))
            ? Fate.Open
            : Fate.OutOfSight,
        _ => Fate.OutOfSight,
    };

    // Lent to a method that only looks at it.
    private bool IsBorrowed(IInvocationOperation call, IArgumentOperation argument)
    {
        if (call.TargetMethod.ContainingType is { Name: "RandomAccess" or "ArgumentNullException", ContainingNamespace.Name: "IO" or "System" })
            return true;
        if (argument.Parameter is not { RefKind: RefKind.None, OriginalDefinition: { } parameter } || code.Find(call.TargetMethod) is not { } callee)
            return false;
        return callee.Bodies.SelectMany(body => body.Descendants()).All(part =>
            part is not IParameterReferenceOperation reference
            || !SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter)
            || reference.Parent is IMemberReferenceOperation or IBinaryOperation or IIsPatternOperation
            || (reference.Parent is IInvocationOperation inner && inner.Instance == reference && inner.TargetMethod.Name is not ("Dispose" or "DisposeAsync" or "Close")));
    }
}
