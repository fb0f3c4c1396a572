using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MigSdk.Spec;

/// <summary>Shows a spec as a Mermaid diagram.</summary>
public static class MermaidDiagram
{
    // Mermaid takes no arcs between states of two composite states, and arcs between two session groups are sound.
    // So groups are classes, named in the states' labels.
    private static readonly string[] GroupStyles =
    [
        "fill:#dbeafe,stroke:#1d4ed8,color:#111827",
        "fill:#dcfce7,stroke:#15803d,color:#111827",
        "fill:#fef9c3,stroke:#a16207,color:#111827",
        "fill:#f3e8ff,stroke:#7e22ce,color:#111827",
    ];

    /// <summary>
    /// The spec as the text of a Mermaid <c>stateDiagram-v2</c>. Each state's label has the features that it requires
    /// beyond the mandatory ones in brackets, and its session group; each arc's label has the sessions that it closes
    /// and opens. Lines end with <c>\n</c>; the same spec gives the same text.
    /// </summary>
    /// <param name="spec">The spec.</param>
    public static string Render(StateMachineSpec spec)
    {
        if (spec is null)
        {
            throw new ArgumentNullException(nameof(spec));
        }

        string[] ids = StateIds.Of(spec, MermaidText.IsUsableId);
        StringBuilder text = new StringBuilder().Line("stateDiagram-v2");
        for (int state = 0; state < ids.Length; state++)
        {
            text.Line($"    state \"{Label(spec, state)}\" as {ids[state]}");
        }

        text.Line($"    [*] --> {ids[spec.Initial]}");
        foreach (SpecArc arc in spec.Arcs)
        {
            string sessions = MermaidText.Label(PlainText.Sessions(spec, arc.From, arc.To));
            text.Line($"    {ids[arc.From]} --> {ids[arc.To]}{(sessions.Length > 0 ? " : " : "")}{sessions}");
        }

        AppendBlockedPairs(text, spec, ids);
        AppendClasses(text, spec, ids);
        return text.ToString();
    }

    private static string Label(StateMachineSpec spec, int state)
    {
        string features = PlainText.OptionalFeatures(spec, state);
        string group = spec.States[state].Group is string name ? $" (session {name})" : "";
        return MermaidText.Label(spec.States[state].Name + (features.Length > 0 ? $" [{features}]" : "") + group);
    }

    private static void AppendBlockedPairs(StringBuilder text, StateMachineSpec spec, string[] ids)
    {
        foreach (IGrouping<int, StatePair> pairs in spec.BlockedPairs.GroupBy(pair => pair.From))
        {
            string targets = string.Join(", ", pairs.Select(pair => spec.States[pair.To].Name));
            text.Line($"    note right of {ids[pairs.Key]} : {MermaidText.Label($"no path to {targets}")}");
        }
    }

    private static void AppendClasses(StringBuilder text, StateMachineSpec spec, string[] ids)
    {
        string[] groups = PlainText.Groups(spec);
        for (int group = 0; group < groups.Length; group++)
        {
            text.Line($"    classDef group{PlainText.Number(group)} {GroupStyles[group % GroupStyles.Length]}");
            text.Line($"    class {Join(ids, PlainText.StatesOf(spec, groups[group]))} group{PlainText.Number(group)}");
        }

        IEnumerable<int> states = Enumerable.Range(0, ids.Length);
        int[] optional = [.. states.Where(state => PlainText.OptionalFeatures(spec, state).Length > 0)];
        if (optional.Length > 0)
        {
            text.Line("    classDef optional stroke-dasharray:4 3");
            text.Line($"    class {Join(ids, optional)} optional");
        }

        if (spec.Error is int error)
        {
            text.Line("    classDef error fill:#fee2e2,stroke:#b91c1c,color:#111827");
            text.Line($"    class {ids[error]} error");
        }
    }

    private static string Join(string[] ids, IEnumerable<int> states) =>
        string.Join(",", states.Select(state => ids[state]));
}
