using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MigSdk.Spec;

/// <summary>Shows a compatibility report as text.</summary>
public static class CompatibilityText
{
    /// <summary>
    /// The report, one line a fact: its level, how many transitions there are of which kind, then what is breaking,
    /// what is an opt-out, and what is compatible but not as it was. Transitions are grouped by which hosts break on
    /// which drivers. Lines end with <c>\n</c>; equal reports give the same text.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public static string Render(CompatibilityReport report)
    {
        if (report is null)
        {
            throw new ArgumentNullException(nameof(report));
        }

        StringBuilder text = new StringBuilder().Line(Title(report)).Line(Summary(report));
        CompatibilityLevel[] levels =
            [CompatibilityLevel.Breaking, CompatibilityLevel.OptOut, CompatibilityLevel.Compatible];
        foreach (CompatibilityLevel level in levels)
        {
            AppendFindings(text, report, level);
            AppendTransitions(text, report, level);
        }

        return text.ToString();
    }

    internal static string Title(CompatibilityReport report) =>
        $"{PlainText.Escape(report.Old.Name)} -> {PlainText.Escape(report.New.Name)}: {Word(report.Level)}";

    private static string Summary(CompatibilityReport report)
    {
        int Count(Func<TransitionCompatibility, bool> condition) => report.Transitions.Count(condition);

        (string Word, int Count)[] parts =
        [
            ("breaking", Count(t => t.Level == CompatibilityLevel.Breaking)),
            ("opt-out", Count(t => t.Level == CompatibilityLevel.OptOut)),
            ("by other steps", Count(t => t.Change == TransitionChange.Rerouted)),
            ("never asked for", Count(t => t.Change == TransitionChange.NotAsked)),
            ("unchanged", Count(t => t.Change == TransitionChange.Unchanged)),
        ];
        string counts = string.Join(", ", parts
            .Where(part => part.Count > 0)
            .Select(part => $"{PlainText.Number(part.Count)} {part.Word}"));
        return $"transitions: {(counts.Length > 0 ? counts : "none")}";
    }

    private static void AppendFindings(StringBuilder text, CompatibilityReport report, CompatibilityLevel level)
    {
        string[] messages = [.. report.Findings.Where(finding => finding.Level == level).Select(f => f.Message)];
        if (messages.Length > 0)
        {
            text.Line("").Line($"{Capital(level)}: in states and features");
            foreach (string message in messages)
            {
                text.Line("  " + message);
            }
        }
    }

    private static void AppendTransitions(StringBuilder text, CompatibilityReport report, CompatibilityLevel level)
    {
        IEnumerable<TransitionCompatibility> changed = report.Transitions.Where(t =>
            t.Level == level && t.Change is not (TransitionChange.Unchanged or TransitionChange.NotAsked));
        foreach (IGrouping<string, TransitionCompatibility> group in changed.GroupBy(t => Heading(report, t)))
        {
            text.Line("").Line(group.Key);
            foreach (TransitionCompatibility transition in group)
            {
                string from = PlainText.Name(report.Old, transition.Pair.From);
                string to = PlainText.Name(report.Old, transition.Pair.To);
                text.Line($"  {from} -> {to}: {transition.Detail}");
            }
        }
    }

    private static string Heading(CompatibilityReport report, TransitionCompatibility transition) =>
        transition.Level == CompatibilityLevel.Compatible
            ? $"Compatible: {Hosts(report, transition)} are served by other steps on {Drivers(report, transition)}"
            : $"{Capital(transition.Level)}: {Hosts(report, transition)} fail on {Drivers(report, transition)}";

    private static string Hosts(CompatibilityReport report, TransitionCompatibility transition)
    {
        IndexSet seen = transition.HostFeatures.Except(report.Old.MandatoryFeatures);
        string with = seen.IsEmpty ? "" : $" that see {PlainText.Features(report.Old, seen)}";
        return $"hosts of {PlainText.Escape(report.Old.Name)}{with}";
    }

    private static string Drivers(CompatibilityReport report, TransitionCompatibility transition)
    {
        StateMachineSpec spec = report.New;
        string drivers = $"drivers of {PlainText.Escape(spec.Name)}";
        IndexSet declared = transition.DriverFeatures.Except(spec.MandatoryFeatures);
        if (transition.Level == CompatibilityLevel.Breaking || spec.Features.Length == spec.MandatoryFeatures.Count)
        {
            return "all " + drivers;
        }

        return transition.Needs.Count > 1 ? $"{drivers} that lack one of {PlainText.Features(spec, transition.Needs)}"
            : transition.Needs.Count == 1 ? $"{drivers} without {PlainText.Features(spec, transition.Needs)}"
            : declared.IsEmpty ? $"{drivers} without optional features"
            : $"{drivers} with {PlainText.Features(spec, declared)}";
    }

    private static string Capital(CompatibilityLevel level)
    {
        string word = Word(level);
        return char.ToUpperInvariant(word[0]) + word.Substring(1);
    }

    private static string Word(CompatibilityLevel level) => level switch
    {
        CompatibilityLevel.Breaking => "breaking",
        CompatibilityLevel.OptOut => "opt-out",
        _ => "compatible",
    };
}
