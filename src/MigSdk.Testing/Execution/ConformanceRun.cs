using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Execution;

/// <summary>Runs the checks in their order, each where those that it builds on have not failed.</summary>
internal static class ConformanceRun
{
    internal static async Task<ConformanceReport> RunAsync(
        DeviceSource source, LabSettings settings, string? reportPath, CancellationToken cancel)
    {
        var lab = new Lab(source, settings, cancel);
        await LookAtFirstAsync(lab);
        var results = new List<CheckResult>();
        bool hasHung = false;
        IReadOnlyList<Check> checks = AllChecks.Create();
        foreach (Check check in checks)
        {
            CheckResult result;
            if (WhyNot(check, checks, lab, results, hasHung) is { } reason)
                result = new CheckResult(check.Name, check.Law, CheckOutcome.NotRun, [], 0, reason, TimeSpan.Zero);
            else
                (result, hasHung) = await RunAsync(check, lab);
            results.Add(result);
            settings.Progress?.Report(result);
        }

        var report = new ConformanceReport(source.Name, settings.Seed, settings.Effort, results);
        if (reportPath is not null)
        {
            await File.WriteAllTextAsync(reportPath + ".md", report.ToMarkdown(), cancel);
            await File.WriteAllTextAsync(reportPath + ".json", report.ToJson(), cancel);
        }

        return report;
    }

    private static async Task LookAtFirstAsync(Lab lab)
    {
        Subject first = await lab.CreateAsync("first", Way.Seamed);
        lab.Plan = new VfioPlan(first.Backend.Features);
        lab.HasSeam = first.Seam is not null;
        await first.ReleaseAsync();
    }

    private static string? WhyNot(
        Check check, IReadOnlyList<Check> checks, Lab lab, List<CheckResult> results, bool hasHung)
    {
        if (lab.Settings.Skip.Contains(check.Name))
            return "The options leave it out.";
        if (hasHung)
            return "A device hangs.";
        // Also through a check that was itself not run for that reason.
        ConformanceCheck[] failed = [.. FailedUnder(check, checks, results)];
        return failed.Length > 0 ? $"It builds on {string.Join(", ", failed)}." : check.WhyNot(lab);
    }

    private static IEnumerable<ConformanceCheck> FailedUnder(
        Check check, IReadOnlyList<Check> checks, List<CheckResult> results) => check.Needs
        .SelectMany(need => results.Any(result => result.Check == need && result.Outcome == CheckOutcome.Failed)
            ? [need]
            : FailedUnder(checks.First(other => other.Name == need), checks, results))
        .Distinct();

    private static async Task<(CheckResult Result, bool HasHung)> RunAsync(Check check, Lab lab)
    {
        var run = new CheckRun(lab, check.Name);
        long begin = Stopwatch.GetTimestamp();
        try
        {
            await check.RunAsync(run);
        }
        catch (CheckEndedException)
        {
            // What it has found is in the run.
        }

        CheckOutcome outcome = run.Failures.Count == 0 ? CheckOutcome.Passed : CheckOutcome.Failed;
        var result = new CheckResult(
            check.Name, check.Law, outcome, run.Failures, run.Cases, run.Notes, Stopwatch.GetElapsedTime(begin));
        return (result, run.HasHung);
    }
}
