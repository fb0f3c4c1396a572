using System;
using System.Text;

namespace MigSdk.Testing;

/// <summary>The report for people, as a page.</summary>
internal static class MarkdownReport
{
    internal static string Write(ConformanceReport report)
    {
        var text = new StringBuilder();
        text.Append($"# Conformance of {report.Device}\n\n");
        text.Append($"{report.Count(CheckOutcome.Passed)} checks passed, {report.Count(CheckOutcome.Failed)} failed, ");
        text.Append($"{report.Count(CheckOutcome.NotRun)} not run. Replay: `{report.Replay}`\n");
        foreach (CheckResult result in report.Results)
        {
            if (result.Outcome == CheckOutcome.Failed)
                WriteFailures(text, result);
        }

        text.Append("\n| check | outcome | cases | ms | rule | note |\n|---|---|---|---|---|---|\n");
        foreach (CheckResult result in report.Results)
        {
            string ms = FormattableString.Invariant($"{result.Duration.TotalMilliseconds:F0}");
            text.Append($"| {result.Check} | {Word(result.Outcome)} | {result.Cases} | {ms} | ");
            text.Append($"{Cell(result.Law)} | {Cell(result.Note ?? "")} |\n");
        }

        return text.ToString();
    }

    private static void WriteFailures(StringBuilder text, CheckResult result)
    {
        text.Append($"\n## {result.Check}\n\n{result.Law}\n");
        foreach (CheckFailure failure in result.Failures)
        {
            string block = failure.ToString().Replace("```", "'''", StringComparison.Ordinal);
            text.Append("\n```text\n").Append(block).Append("\n```\n");
        }
    }

    private static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "passed",
        CheckOutcome.Failed => "**failed**",
        _ => "not run",
    };

    private static string Cell(string text) => Text.OneLine(text).Replace("|", "\\|", StringComparison.Ordinal);
}
