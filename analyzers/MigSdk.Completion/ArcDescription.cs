using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Completion;

/// <summary>Tells what arcs do and which combination transitions they serve.</summary>
internal static class ArcDescription
{
    private const int Most = 12;

    internal static string Of(StateMachineSpec spec, ImmutableArray<RequiredArc> arcs, ImmutableArray<StatePair> combinations)
    {
        IEnumerable<string> lines = arcs.Select(arc => Name(spec, arc.From, arc.To) + Session(arc));
        IEnumerable<string> served = combinations.IsEmpty
            ? ["Serves no combination transition: a host asks for it as it is."]
            : [$"Serves {List(combinations.Select(pair => Name(spec, pair.From, pair.To)))}."];
        return string.Join("\n", lines.Concat(served));
    }

    /// <summary>Names in a row, not more than can be read.</summary>
    internal static string List(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string row = string.Join(", ", all.Take(Most));
        return all.Length > Most ? $"{row} and {all.Length - Most} more" : row;
    }

    internal static string Name(StateMachineSpec spec, int from, int to) => $"{spec.States[from].Name} -> {spec.States[to].Name}";

    private static string Session(RequiredArc arc) => arc switch
    {
        { Opens: { } opened } => $" opens a {opened.ToLowerInvariant()} session, which the handler returns.",
        { Closes: { } closed } => $" closes the {closed.ToLowerInvariant()} session.",
        _ => ".",
    };
}
