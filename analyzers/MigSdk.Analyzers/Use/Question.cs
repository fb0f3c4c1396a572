using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A question about a transition: <c>ArcSupported</c>, <c>TryGetNextState</c>, <c>GetPath</c>, <c>SupportedTransitions.Contains</c>.</summary>
internal sealed class Question
{
    private readonly IInvocationOperation _call;
    private readonly StateArgument _from;
    private readonly StateArgument _to;

    private Question(IInvocationOperation call, UsedDriver driver, StateArgument from, StateArgument to)
    {
        _call = call;
        Driver = driver;
        _from = from;
        _to = to;
    }

    /// <summary>The driver that is asked.</summary>
    public UsedDriver Driver { get; }

    /// <summary>Reads a question. Cheap for calls of anything else.</summary>
    public static Question? TryRead(IInvocationOperation call, CancellationToken cancel)
    {
        if (call.TargetMethod.Name == "Contains")
            return OfSet(call, cancel);
        return DriverCall.TryRead(call, cancel) is { Member: not (DriverMember.SetState or DriverMember.Reset), From: { } from, Target: { } to } asked
            ? new Question(call, asked.Driver, from, to)
            : null;
    }

    /// <summary>Why the answer of a driver is no, or its path empty, whatever the arguments are that are no constants.</summary>
    /// <returns>The reason; null where the answer may be another.</returns>
    public string? ReasonFor(UsedDriver driver)
    {
        if (Refusal.OfTransition(driver, _from, _to) is { } reason)
            return reason;
        bool isPath = _call.TargetMethod.Name == GeneratedNames.GetPath;
        return isPath && _from.IsConstant && _from.Number == _to.Number
            ? "a state onto itself takes no step"
            : null;
    }

    /// <summary>Whether the next state that the question gives beside its answer is used.</summary>
    public bool HasReadState(CancellationToken cancel) =>
        _call.TargetMethod.Name == GeneratedNames.TryGetNextState && !IsNextStateUnused(_call, cancel);

    /// <summary>Whether the next state that <c>TryGetNextState</c> gives is used nowhere.</summary>
    public static bool IsNextStateUnused(IInvocationOperation call, CancellationToken cancel)
    {
        IOperation? given = null;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == 2)
                given = argument.Value;
        }

        return given switch
        {
            IDiscardOperation => true,
            IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => LocalUses.Of(local.Local, call, cancel).Length == 0,
            IDeclarationExpressionOperation { Expression: IDiscardOperation } => true,
            _ => false,
        };
    }

    private static Question? OfSet(IInvocationOperation call, CancellationToken cancel)
    {
        if (call.Arguments.Length != 2
            || call.Instance is not IPropertyReferenceOperation { Property.Name: GeneratedNames.SupportedTransitions } set
            || UsedDriver.Of(set.Instance, set.ConstrainedToType, set.Property, cancel) is not { } driver)
        {
            return null;
        }

        StateArgument? from = null;
        StateArgument? to = null;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == 0)
                from = StateArgument.Of(argument.Value, driver.Spec);
            else
                to = StateArgument.Of(argument.Value, driver.Spec);
        }

        return from is { } start && to is { } target ? new Question(call, driver, start, target) : null;
    }
}
