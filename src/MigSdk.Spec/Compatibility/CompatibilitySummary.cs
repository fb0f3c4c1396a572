using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Says in one line which hosts fail where.</summary>
internal static class CompatibilitySummary
{
    /// <summary>
    /// The first transitions and findings that are not compatible, the breaking ones before the others, and how many
    /// more there are; empty if all are.
    /// </summary>
    public static string Of(CompatibilityReport report, int count)
    {
        List<(string? Heading, string Text)> items = [.. Items(report, CompatibilityLevel.Breaking)];
        items.AddRange(Items(report, CompatibilityLevel.OptOut));
        string text = "";
        for (int i = 0; i < items.Count && i < count; i++)
        {
            bool isNext = i > 0 && items[i].Heading is not null && items[i].Heading == items[i - 1].Heading;
            text += isNext ? ", " : i > 0 ? "; " : "";
            text += isNext || items[i].Heading is null ? items[i].Text : $"{items[i].Heading} at {items[i].Text}";
        }

        return items.Count > count ? $"{text} and {PlainText.Number(items.Count - count)} more" : text;
    }

    private static IEnumerable<(string? Heading, string Text)> Items(CompatibilityReport report, CompatibilityLevel level)
    {
        TransitionCompatibility[] transitions = [.. report.Transitions.Where(t => t.Level == level)];
        foreach (TransitionCompatibility transition in transitions)
        {
            string hosts = CompatibilityWords.Hosts(report, transition, "hosts");
            string drivers = CompatibilityWords.Drivers(report, transition, "drivers");
            yield return (
                $"{hosts} fail on {drivers}", $"{CompatibilityWords.Pair(report, transition)} ({transition.Detail})");
        }

        // What a transition shows needs no words of its own.
        foreach (CompatibilityFinding finding in report.Findings.Where(finding => finding.Level == level))
        {
            if (!transitions.Any(t => t.Pair.From == finding.State || t.Pair.To == finding.State)
                || finding.Kind == CompatibilityFindingKind.InitialStateChanged)
            {
                yield return (null, finding.Message.TrimEnd('.'));
            }
        }
    }
}
