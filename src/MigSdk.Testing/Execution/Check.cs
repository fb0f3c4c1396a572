using System.Collections.Generic;
using System.Threading.Tasks;

namespace MigSdk.Testing.Execution;

/// <summary>One rule and the way to see whether a device keeps it.</summary>
internal abstract class Check
{
    internal abstract ConformanceCheck Name { get; }

    /// <summary>The rule behind it, with its source.</summary>
    internal abstract string Law { get; }

    /// <summary>
    /// The checks that it builds on. It is not run where one of them has failed: what it would find is most likely the same
    /// mistake, and one mistake shall give one finding.
    /// </summary>
    internal virtual IReadOnlyList<ConformanceCheck> Needs => [];

    /// <summary>Why it cannot be run; null where it can.</summary>
    internal virtual string? WhyNot(Lab lab) => null;

    internal abstract Task RunAsync(CheckRun run);
}
