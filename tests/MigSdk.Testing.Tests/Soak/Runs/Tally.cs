using System.Collections.Generic;
using System.Linq;
using MigSdk.Host;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>What has come of the migrations so far.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<FaultKind, int> _faults = [];
    private readonly SortedDictionary<RunningSide, int> _failures = [];

    internal int Migrations { get; private set; }

    internal int Failures => _failures.Values.Sum();

    internal void Add(Fault fault, Outcome outcome)
    {
        Migrations++;
        if (outcome.IsDisturbed)
            Count(_faults, fault.Kind);
        if (outcome.Failure is { } failure)
            Count(_failures, failure.RunningSide);
    }

    public override string ToString() =>
        $"{Migrations} migrations, {Failures} failed ("
        + string.Join(", ", _failures.Select(pair => $"{pair.Key} runs: {pair.Value}")) + ")";

    /// <summary>How many migrations each kind of fault has come to.</summary>
    internal string Faults() => string.Join(", ", _faults.Select(pair => $"{pair.Key} {pair.Value}"));

    private static void Count<T>(SortedDictionary<T, int> counts, T what)
        where T : notnull =>
        counts[what] = counts.GetValueOrDefault(what) + 1;
}
