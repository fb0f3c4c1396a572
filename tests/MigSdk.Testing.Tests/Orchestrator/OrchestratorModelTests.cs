using System;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace MigSdk.Testing.Tests;

/// <summary>
/// The live migration as a closed system, within one host and between two: everything that can come of every request and
/// every message, in every order, up to a number of mishaps. No law of <see cref="Law"/> is ever violated.
/// </summary>
public sealed class OrchestratorModelTests(ITestOutputHelper output)
{
    private const int WithAllFeatures = 3;

    public static TheoryData<int, int> Pairs
    {
        get
        {
            int[] kinds = [.. Enumerable.Range(0, ModelKind.All.Count)];
            var pairs = new TheoryData<int, int>();
            foreach ((int source, int destination) in kinds.SelectMany(_ => kinds, (one, other) => (one, other)))
                pairs.Add(source, destination);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Whatever_happens_within_one_host_no_law_is_violated(int source, int destination) =>
        Holds(
            ModelSystem.Local,
            source,
            destination,
            mishaps: source == WithAllFeatures && source == destination ? 2 : 1,
            inFull: source == destination ? 4 : 3);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Nor_where_the_downtime_is_limited(int kind) =>
        Holds(ModelSystem.LocalWithDowntimeLimit, kind, kind, mishaps: 1, inFull: 3);

    [Fact]
    public void Nor_between_two_hosts() => Holds(ModelSystem.Remote, source: 0, destination: 1, mishaps: 1, inFull: 1);

    [FullModelTheory]
    [InlineData(0, 0, 2)]
    [InlineData(2, 2, 1)]
    [InlineData(3, 3, 1)]
    public void Nor_between_other_two_hosts(int source, int destination, int mishaps) =>
        Holds(ModelSystem.Remote, source, destination, mishaps, mishaps);

    [FullModelTheory]
    [InlineData(0, 1)]
    public void Nor_where_silence_is_noticed_before_patience_ends(int source, int destination) =>
        Holds(ModelSystem.RemoteThatNoticesSilence, source, destination, mishaps: 1, inFull: 1);

    [Fact]
    public void Merging_states_loses_no_end() => LosesNone(ModelSystem.Local, mishaps: 2);

    [FullModelTheory]
    [InlineData(nameof(ModelSystem.Local), 3)]
    [InlineData(nameof(ModelSystem.Remote), 1)]
    public void Nor_does_it_in_larger_graphs(string system, int mishaps) =>
        LosesNone(Enum.Parse<ModelSystem>(system), mishaps);

    private void LosesNone(ModelSystem system, int mishaps)
    {
        ModelReport merged = ControlledHost.AsItIs.Explore(system, 0, 0, mishaps);
        ModelReport single = ControlledHost.AsItIs.Explore(system, 0, 0, mishaps, merges: false);
        output.WriteLine($"{merged.Outcomes.Length} ends by {merged.Ways} ways and by {single.Ways}");
        Assert.Equal(single.Outcomes, merged.Outcomes);
    }

    private void Holds(ModelSystem system, int source, int destination, int mishaps, int inFull)
    {
        int most = FullModelFactAttribute.IsFull ? inFull : mishaps;
        ModelReport report = ControlledHost.AsItIs.Explore(system, source, destination, most);
        output.WriteLine($"up to {most} mishaps: {report}");
        report.AssertNoViolations();
    }
}
