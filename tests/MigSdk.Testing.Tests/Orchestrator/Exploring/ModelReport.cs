using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MigSdk.Testing.Tests;

/// <summary>What an exploration has found.</summary>
internal sealed record ModelReport(
    int Ways, int States, int Transitions, int Ends, int Longest, Dictionary<Law, string> Violations, string[] Outcomes)
{
    /// <summary>Takes over what the model has found that was loaded beside another host, whose types are not the ones here.</summary>
    internal static ModelReport Of(object found)
    {
        var (counts, violations, outcomes) = ((int[], Dictionary<string, string>, string[]))found;
        return new ModelReport(
            counts[0],
            counts[1],
            counts[2],
            counts[3],
            counts[4],
            violations.ToDictionary(violation => Enum.Parse<Law>(violation.Key), violation => violation.Value),
            outcomes);
    }

    internal void AssertNoViolations() => Assert.True(Violations.Count == 0, string.Join('\n', Violations));

    public override string ToString() =>
        $"{States} states, {Transitions} transitions, {Ends} ends, the longest way {Longest} events; {Ways} ways gone";
}
