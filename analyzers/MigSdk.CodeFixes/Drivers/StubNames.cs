using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>
/// The names of new handlers. An arc that opens a session begins saving or resuming, and says from which state where
/// several arcs do; any other is named by its two states. What is taken gets a number.
/// </summary>
internal static class StubNames
{
    /// <summary>The names of the handlers of all missing arcs, so that an arc's name does not depend on which are added.</summary>
    public static Dictionary<StatePair, string> Of(DriverReading driver, ImmutableArray<RequiredArc> missing)
    {
        var names = new Dictionary<StatePair, string>();
        var taken = new HashSet<string>(GeneratedNames.All);
        foreach (RequiredArc arc in missing)
        {
            string words = Words(driver, arc);
            string name = words;
            for (int number = 2; !taken.Add(name) || !Names.IsFree(driver.Type, name); number++)
                name = $"{words}{number}";
            names.Add(new StatePair(arc.From, arc.To), name);
        }

        return names;
    }

    private static string Words(DriverReading driver, RequiredArc arc)
    {
        string from = Word(driver.Spec!.States[arc.From].Name);
        if (arc.Opens is not { } group)
            return $"On{from}To{Word(driver.Spec.States[arc.To].Name)}";
        bool isOnlyOne = driver.Plan.RequiredArcs.Count(other => other.Opens == group) == 1;
        return isOnlyOne ? $"Begin{group}" : $"Begin{group}From{from}";
    }

    private static string Word(string state) => char.ToUpperInvariant(state[0]) + state.Substring(1);
}
