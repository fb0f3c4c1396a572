using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Testing;

/// <summary>What a run of the kit has found.</summary>
public sealed class ConformanceReport
{
    internal ConformanceReport(string device, ulong seed, int effort, IReadOnlyList<CheckResult> results)
    {
        Device = device;
        Seed = seed;
        Effort = effort;
        Results = results;
    }

    /// <summary>The name of the driver's or back end's type.</summary>
    public string Device { get; }

    /// <summary>What all random choices followed from: with it and <see cref="Effort"/> the run can be repeated.</summary>
    public ulong Seed { get; }

    /// <summary>How many times as much as in an ordinary run was done.</summary>
    public int Effort { get; }

    /// <summary>What every check has found, in the order in which they run.</summary>
    public IReadOnlyList<CheckResult> Results { get; }

    /// <summary>Whether no check has failed.</summary>
    public bool IsConformant => !Failed.Any();

    /// <summary>The checks that have failed.</summary>
    public IEnumerable<ConformanceCheck> Failed =>
        Results.Where(result => result.Outcome == CheckOutcome.Failed).Select(result => result.Check);

    /// <summary>The report as Markdown: the failures, then a table of all checks.</summary>
    /// <returns>A text with line feeds.</returns>
    public string ToMarkdown() => MarkdownReport.Write(this);

    /// <summary>The report as JSON, for scripts.</summary>
    /// <returns>One object; its members are named as this type's, in camel case.</returns>
    public string ToJson() => JsonReport.Write(this);

    /// <summary>The failures, each in ten lines or fewer, and the counts.</summary>
    /// <returns>A text with line feeds.</returns>
    public override string ToString() => TextReport.Write(this);

    /// <summary>Throws if the device is not conformant.</summary>
    /// <exception cref="ConformanceException">A check has failed; the message is this report's text.</exception>
    public void EnsureConformant()
    {
        if (!IsConformant)
            throw new ConformanceException(this);
    }

    internal int Count(CheckOutcome outcome) => Results.Count(result => result.Outcome == outcome);

    internal string Replay =>
        $"MIGSDK_CONFORMANCE_SEED={Seed}" + (Effort == 1 ? "" : $" MIGSDK_CONFORMANCE_EFFORT={Effort}");
}
