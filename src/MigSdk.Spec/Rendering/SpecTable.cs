using System;
using System.Linq;
using System.Text;

namespace MigSdk.Spec;

/// <summary>Shows a spec as aligned text.</summary>
public static class SpecTable
{
    /// <summary>
    /// The spec's states, features, arcs and blocked pairs as tables of aligned text, one below the other. Lines end
    /// with <c>\n</c>; the same spec gives the same text.
    /// </summary>
    /// <param name="spec">The spec.</param>
    public static string Render(StateMachineSpec spec)
    {
        if (spec is null)
        {
            throw new ArgumentNullException(nameof(spec));
        }

        StringBuilder text = new();
        text.Line(PlainText.Escape(spec.Name) + (spec.SingleArcsOnly ? " (single arcs only)" : ""));
        text.Line("");
        AppendStates(text, spec);
        AppendFeatures(text, spec);
        AppendArcs(text, spec);
        AppendBlockedPairs(text, spec);
        return text.ToString();
    }

    private static void AppendStates(StringBuilder text, StateMachineSpec spec)
    {
        TextColumns table = new("State", " Value", "Features", "Group", "Role");
        for (int index = 0; index < spec.States.Length; index++)
        {
            SpecState state = spec.States[index];
            string[] roles =
            [
                index == spec.Initial ? "initial" : "",
                index == spec.Error ? "error" : "",
                state.IsPreCopy ? "pre-copy" : "",
            ];
            table.Add(
                PlainText.Name(spec, index),
                PlainText.Number(state.Value),
                PlainText.Features(spec, state.Requires),
                PlainText.Escape(state.Group ?? ""),
                string.Join(", ", roles.Where(role => role.Length > 0)));
        }

        table.AppendTo(text);
    }

    private static void AppendFeatures(StringBuilder text, StateMachineSpec spec)
    {
        if (spec.Features.IsEmpty)
        {
            return;
        }

        TextColumns table = new("Feature", " Value", "Kind");
        for (int index = 0; index < spec.Features.Length; index++)
        {
            SpecFeature feature = spec.Features[index];
            string kind = spec.MandatoryFeatures.Contains(index) ? "mandatory"
                : feature.OptionalState is null ? "optional" : "optional state";
            table.Add(PlainText.Escape(feature.Name), PlainText.Number(feature.Value), kind);
        }

        text.Line("");
        table.AppendTo(text);
    }

    private static void AppendArcs(StringBuilder text, StateMachineSpec spec)
    {
        TextColumns table = new("Arc", "Opens", "Closes", " Preference");
        foreach (SpecArc arc in spec.Arcs)
        {
            table.Add(
                $"{PlainText.Name(spec, arc.From)} -> {PlainText.Name(spec, arc.To)}",
                PlainText.Escape(spec.OpenedBy(arc.From, arc.To) ?? ""),
                PlainText.Escape(spec.ClosedBy(arc.From, arc.To) ?? ""),
                PlainText.Number(arc.Preference));
        }

        text.Line("");
        table.AppendTo(text);
    }

    private static void AppendBlockedPairs(StringBuilder text, StateMachineSpec spec)
    {
        if (spec.BlockedPairs.IsEmpty)
        {
            return;
        }

        text.Line("").Line("Blocked");
        foreach (StatePair pair in spec.BlockedPairs)
        {
            text.Line($"{PlainText.Name(spec, pair.From)} -> {PlainText.Name(spec, pair.To)}");
        }
    }
}
