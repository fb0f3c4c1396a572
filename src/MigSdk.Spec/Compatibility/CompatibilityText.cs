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
    public static string Render(CompatibilityReport report) => Render(report, CompatibilityLevel.Compatible);

    /// <summary>The report without what is better than a level; the number of transitions is that of all.</summary>
    /// <param name="report">The report.</param>
    /// <param name="least">The least level that is shown.</param>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public static string Render(CompatibilityReport report, CompatibilityLevel least)
    {
        if (report is null)
        {
            throw new ArgumentNullException(nameof(report));
        }

        StringBuilder text = new StringBuilder().Line(Title(report)).Line(Summary(report));
        CompatibilityLevel[] levels =
            [CompatibilityLevel.Breaking, CompatibilityLevel.OptOut, CompatibilityLevel.Compatible];
        foreach (CompatibilityLevel level in levels.Where(level => level >= least))
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
                text.Line($"  {CompatibilityWords.Pair(report, transition)}: {transition.Detail}");
            }
        }
    }

    private static string Heading(CompatibilityReport report, TransitionCompatibility transition)
    {
        string hosts = CompatibilityWords.Hosts(
            report, transition, $"hosts of {PlainText.Escape(report.Old.Name)}");
        string drivers = CompatibilityWords.Drivers(
            report, transition, $"drivers of {PlainText.Escape(report.New.Name)}");
        return transition.Level == CompatibilityLevel.Compatible
            ? $"Compatible: {hosts} are served by other steps on {drivers}"
            : $"{Capital(transition.Level)}: {hosts} fail on {drivers}";
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
