using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MigSdk.Spec;

/// <summary>Shows a spec as a Graphviz graph.</summary>
public static class DotGraph
{
    /// <summary>
    /// The spec as a digraph in Graphviz's DOT language: session groups as clusters, states of optional features
    /// dashed and labelled with these, the initial state with a thick border, the error state red, and blocked pairs
    /// as red dashed edges that have no say in the layout. Lines end with <c>\n</c>; the same spec gives the same text.
    /// </summary>
    /// <param name="spec">The spec.</param>
    public static string Render(StateMachineSpec spec)
    {
        if (spec is null)
        {
            throw new ArgumentNullException(nameof(spec));
        }

        string[] ids = [.. StateIds.Of(spec, _ => true).Select(Quote)];
        StringBuilder text = new StringBuilder()
            .Line($"digraph {Quote(spec.Name)} {{")
            .Line("    rankdir=LR;")
            .Line("    node [shape=box, style=rounded];");
        AppendStates(text, spec, ids, PlainText.StatesOf(spec, null), "    ");
        string[] groups = PlainText.Groups(spec);
        for (int group = 0; group < groups.Length; group++)
        {
            text.Line($"    subgraph cluster_{PlainText.Number(group)} {{");
            text.Line($"        label={Label("session " + groups[group])};");
            AppendStates(text, spec, ids, PlainText.StatesOf(spec, groups[group]), "        ");
            text.Line("    }");
        }

        foreach (SpecArc arc in spec.Arcs)
        {
            string sessions = PlainText.Sessions(spec, arc.From, arc.To);
            string attributes = sessions.Length > 0 ? $" [label={Label(sessions)}]" : "";
            text.Line($"    {ids[arc.From]} -> {ids[arc.To]}{attributes};");
        }

        foreach (StatePair pair in spec.BlockedPairs)
        {
            text.Line($"    {ids[pair.From]} -> {ids[pair.To]} [color=red, style=dashed, constraint=false];");
        }

        return text.Line("}").ToString();
    }

    private static void AppendStates(
        StringBuilder text, StateMachineSpec spec, string[] ids, IEnumerable<int> states, string indent)
    {
        foreach (int index in states)
        {
            SpecState state = spec.States[index];
            string features = PlainText.OptionalFeatures(spec, index);
            List<string> attributes =
            [
                $"label={Label(state.Name, PlainText.Number(state.Value), features)}",
            ];
            if (features.Length > 0)
            {
                attributes.Add("style=\"rounded,dashed\"");
            }

            if (index == spec.Initial)
            {
                attributes.Add("penwidth=2");
            }

            if (index == spec.Error)
            {
                attributes.Add("color=red");
            }

            text.Line($"{indent}{ids[index]} [{string.Join(", ", attributes)}];");
        }
    }

    /// <summary>A label of several lines, the empty ones left out.</summary>
    private static string Label(params string[] lines) => "\"" + string.Join("\\n", lines
        .Where(line => line.Length > 0)
        .Select(line => Quotable(line).Replace("&", "&amp;"))) + "\"";

    private static string Quote(string name) => "\"" + Quotable(name) + "\"";

    private static string Quotable(string text) =>
        PlainText.Escape(text).Replace("\\", "\\\\").Replace("\"", "\\\"");
}
