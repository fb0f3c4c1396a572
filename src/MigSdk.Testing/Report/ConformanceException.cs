using System;
using System.Linq;

namespace MigSdk.Testing;

/// <summary>A device is not conformant. The message is the report.</summary>
/// <param name="report">The report.</param>
public sealed class ConformanceException(ConformanceReport report) : Exception(
    report.ToString(),
    report.Results.SelectMany(result => result.Failures).Select(failure => failure.Cause).FirstOrDefault(c => c is not null))
{
    /// <summary>The report.</summary>
    public ConformanceReport Report { get; } = report;
}
