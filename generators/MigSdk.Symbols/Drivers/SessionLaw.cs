using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Symbols;

/// <summary>
/// The session law: an arc whose target opens a session returns it and no other arc does; a handler takes a session only
/// where one is open.
/// </summary>
public static class SessionLaw
{
    /// <summary>What an arc's handler does against the law; null where it keeps it.</summary>
    public static string? ProblemOf(DriverReading driver, HandlerSignature signature, StatePair arc)
    {
        StateMachineSpec spec = driver.Spec!;
        string? opens = spec.OpenedBy(arc.From, arc.To);
        if (opens is not null && signature.SessionKind != opens)
            return $"{Name(spec, arc)} opens a {opens.ToLowerInvariant()} session, which its handler must return";
        if (opens is null && signature.SessionKind is not null)
            return $"{Name(spec, arc)} opens no session, so its handler must not return one";
        return signature.Parameters
            .Select(parameter => ProblemOf(driver, parameter, spec.States[arc.From].Group, $"while {Name(spec, arc)} is taken"))
            .FirstOrDefault(problem => problem is not null);
    }

    /// <summary>What an entry or exit handler does against the law; null where it keeps it.</summary>
    public static string? ProblemOf(DriverReading driver, BoundaryHandlerReading handler)
    {
        if (handler.Signature.SessionKind is not null)
            return "entry and exit handlers open no session, so they must not return one";
        string? group = handler.State is { } state ? driver.Spec!.States[state].Group : handler.Group;
        return handler.Signature.Parameters
            .Select(parameter => ProblemOf(driver, parameter, group, "where the handler runs"))
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? ProblemOf(DriverReading driver, HandlerParameter parameter, string? group, string where)
    {
        if (parameter.SessionKind is null)
            return null;
        if (parameter.SessionKind != group)
            return $"no {parameter.SessionKind.ToLowerInvariant()} session is open {where}";
        if (parameter.Type.Is("SavingSession") || parameter.Type.Is("ResumingSession"))
            return null;

        // A session type of the driver's own: every handler that opens such a session must return it.
        foreach (ArcHandlerReading handler in driver.ArcHandlers)
        {
            if (handler.Signature.SessionKind == group
                && handler.Signature.SessionType is { } opened
                && !DerivesFrom(opened, parameter.Type))
            {
                return $"{handler.Method.Name} opens a {opened.Name}, which is no {parameter.Type.Name}";
            }
        }

        return null;
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        for (INamedTypeSymbol? candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate, ancestor))
                return true;
        }

        return false;
    }

    private static string Name(StateMachineSpec spec, StatePair arc) =>
        $"{spec.States[arc.From].Name} -> {spec.States[arc.To].Name}";
}
