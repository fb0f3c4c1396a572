using System.Text;

namespace MigSdk.Testing;

/// <summary>The report that a test framework prints.</summary>
internal static class TextReport
{
    internal static string Write(ConformanceReport report)
    {
        var text = new StringBuilder();
        text.Append($"{report.Device}: {report.Count(CheckOutcome.Passed)} checks passed, ");
        text.Append($"{report.Count(CheckOutcome.Failed)} failed, {report.Count(CheckOutcome.NotRun)} not run. ");
        text.Append($"Replay: {report.Replay}\n");
        foreach (CheckResult result in report.Results)
        {
            if (result.Outcome != CheckOutcome.Failed)
                continue;
            foreach (CheckFailure failure in result.Failures)
            {
                text.Append($"\n{result.Check}: {result.Law}\n");
                foreach (string line in failure.Lines())
                    text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }
}
