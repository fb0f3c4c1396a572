using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>When the methods of a driver run that the SDK itself calls. Only for a driver with a plan.</summary>
internal static class HandlerPhases
{
    /// <summary>The phases of each method that an attribute makes a handler or a hook.</summary>
    public static Dictionary<IMethodSymbol, HashSet<Phase>> Of(DriverReading driver)
    {
        var phases = new Dictionary<IMethodSymbol, HashSet<Phase>>(SymbolEqualityComparer.Default);
        ImmutableArray<SpecState> states = driver.Spec!.States;
        foreach (ArcHandlerReading handler in driver.ArcHandlers)
        {
            foreach (ArcUse use in handler.Arcs)
            {
                foreach (Phase phase in use.Pair is { } arc ? Of(arc, states) : [new Phase(PhaseKind.Elsewhere)])
                    Add(handler.Method, phase);
            }
        }

        foreach (BoundaryHandlerReading handler in driver.BoundaryHandlers)
        {
            string? group = handler.State is { } state ? states[state].Group : handler.Group;
            Add(handler.Method, group is null ? new Phase(PhaseKind.Elsewhere) : new Phase(PhaseKind.Boundary, group));
        }

        foreach (HookReading hook in driver.ResetHooks)
            Add(hook.Method, new Phase(PhaseKind.Reset));
        foreach (HookReading hook in driver.StopCopyLengthHooks)
            Add(hook.Method, new Phase(PhaseKind.Elsewhere));
        return phases;

        void Add(IMethodSymbol method, Phase phase)
        {
            // Of a partial method both parts are one piece of code.
            method = method.PartialImplementationPart ?? method;
            if (!phases.TryGetValue(method, out HashSet<Phase>? set))
                phases.Add(method, set = []);
            set.Add(phase);
        }
    }

    // An arc may end one session and open another.
    private static IEnumerable<Phase> Of(StatePair arc, ImmutableArray<SpecState> states)
    {
        string? from = states[arc.From].Group;
        string? to = states[arc.To].Group;
        if (from is null && to is null)
            yield return new Phase(PhaseKind.Elsewhere);
        else if (from == to)
            yield return new Phase(PhaseKind.Inside, from, arc);
        else if (to is not null)
            yield return new Phase(PhaseKind.Opening, to, arc);
        if (from is not null && from != to)
            yield return new Phase(PhaseKind.Leaving, from, arc);
    }
}
