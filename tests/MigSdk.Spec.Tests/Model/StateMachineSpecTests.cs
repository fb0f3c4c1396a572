using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class StateMachineSpecTests
{
    private static readonly ImmutableArray<SpecState> TwoStates = [new("A", 0), new("B", 1)];

    [Fact]
    public void Specs_are_equal_by_content()
    {
        StateMachineSpec one = VfioSpec.Builder().Build(), other = VfioSpec.Builder().Build();

        Assert.NotSame(one, other);
        Assert.True(one == other);
        Assert.False(one != other);
        Assert.True(one.Equals((object)other));
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.False(one == null);
        Assert.True(null != one);
        Assert.True((StateMachineSpec?)null == null);
    }

    public static TheoryData<string> Differences => [.. Variants.Keys];

    private static Dictionary<string, StateMachineSpec> Variants => new()
    {
        ["name"] = new StateMachineSpecBuilder("Other").State("A", 0).State("B", 1).Arc("A", "B").Build(),
        ["state name"] = Builder().State("C", 1).Arc("A", "C").Build(),
        ["value"] = Builder().State("B", 2).Arc("A", "B").Build(),
        ["requirement"] = Builder().OptionalState("B", 1).Arc("A", "B").Build(),
        ["feature"] = Builder().Feature("F", 1).State("B", 1).Arc("A", "B").Build(),
        ["feature value"] = Builder().Feature("F", 2).State("B", 1).Arc("A", "B").Build(),
        ["group"] = Builder().State("B", 1, group: "G").Arc("A", "B").Build(),
        ["pre-copy"] = Builder().State("B", 1, preCopy: true).Arc("A", "B").Build(),
        ["arc"] = Builder().State("B", 1).Arc("B", "A").Build(),
        ["preference"] = Builder().State("B", 1).Arc("A", "B", preference: 1).Build(),
        ["opens"] = Builder().State("B", 1, group: "G").Arc("A", "B", opens: "G").Build(),
        ["blocked pair"] = Builder().State("B", 1).Arc("A", "B").Blocked("B", "A").Build(),
        ["initial state"] = Builder().State("B", 1).Arc("A", "B").Initial("B").Build(),
        ["error state"] = Builder().State("B", 1).Arc("A", "B").Error("B").Build(),
        ["single arcs only"] = Builder().State("B", 1).Arc("A", "B").SingleArcsOnly().Build(),
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void Specs_differ_by_each_part_of_their_content(string part)
    {
        StateMachineSpec plain = Builder().State("B", 1).Arc("A", "B").Build();

        Assert.NotEqual(plain, Variants[part]);
        // A hash that left a part out would be no mistake, only slow.
        Assert.NotEqual(plain.GetHashCode(), Variants[part].GetHashCode());
        Assert.All(
            Variants.Where(other => other.Key != part),
            other => Assert.NotEqual(Variants[part], other.Value));
    }

    [Fact]
    public void Default_arrays_count_as_empty()
    {
        StateMachineSpec spec = new("S", TwoStates, default, default, default, 0);

        Assert.Empty(spec.Features);
        Assert.Empty(spec.Arcs);
        Assert.Empty(spec.BlockedPairs);
        Assert.Equal(spec, new StateMachineSpec("S", TwoStates, [], [], [], 0));
    }

    [Fact]
    public void A_spec_has_at_least_one_state()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(
            "states", () => new StateMachineSpec("S", [], [], [], [], 0));

        Assert.StartsWith("The spec 'S' has no states.", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new StateMachineSpec("S", default, [], [], [], 0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void An_index_without_a_state_is_refused_wherever_it_stands(int index)
    {
        StateMachineSpec Spec(int initial = 0, int? error = null, SpecArc? arc = null, StatePair? blocked = null) =>
            new("S", TwoStates, [], arc is null ? [] : [arc], blocked is null ? [] : [blocked.Value], initial, error);

        ArgumentException refusal = Assert.Throws<ArgumentOutOfRangeException>("initial", () => Spec(initial: index));
        Assert.StartsWith(
            $"The spec 'S' has no state {index}: its states are 0 to 1.", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("error", () => Spec(error: index));
        Assert.Throws<ArgumentOutOfRangeException>("arcs", () => Spec(arc: new(0, index)));
        Assert.Throws<ArgumentOutOfRangeException>("arcs", () => Spec(arc: new(index, 0)));
        Assert.Throws<ArgumentOutOfRangeException>("blockedPairs", () => Spec(blocked: new(0, index)));
        Assert.Throws<ArgumentOutOfRangeException>("blockedPairs", () => Spec(blocked: new(index, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(
            "features", () => new StateMachineSpec("S", TwoStates, [new("F", 1, index)], [], [], 0));
    }

    [Fact]
    public void A_requirement_without_a_feature_is_refused()
    {
        ArgumentException refusal = Assert.Throws<ArgumentOutOfRangeException>(
            "states", () => new StateMachineSpec("S", [new("A", 0, IndexSet.Of(1))], [new("F", 1)], [], [], 0));

        Assert.StartsWith(
            "State 'A' of the spec 'S' requires feature 1, and there are 1.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_has_a_name() =>
        Assert.Throws<ArgumentNullException>(() => new StateMachineSpec(null!, TwoStates, [], [], [], 0));

    [Theory]
    [InlineData(VfioSpec.Running, VfioSpec.PreCopy, "Saving", null)]
    [InlineData(VfioSpec.PreCopy, VfioSpec.StopCopy, null, null)]
    [InlineData(VfioSpec.StopCopy, VfioSpec.Error, null, "Saving")]
    [InlineData(VfioSpec.StopCopy, VfioSpec.Resuming, "Resuming", "Saving")]
    [InlineData(VfioSpec.Stop, VfioSpec.Running, null, null)]
    public void Sessions_open_and_close_where_a_group_is_entered_and_left(
        int from, int to, string? opened, string? closed)
    {
        Assert.Equal(opened, VfioSpec.Spec.OpenedBy(from, to));
        Assert.Equal(closed, VfioSpec.Spec.ClosedBy(from, to));
    }

    [Fact]
    public void Supported_states_are_those_with_all_their_features()
    {
        Assert.Equal(IndexSet.Of(0, 1, 2, 3, 4, 6), VfioSpec.Spec.SupportedStates(VfioSpec.Features(4)));
        Assert.Equal(IndexSet.Of(0, 1, 2, 3, 4, 5, 6, 7), VfioSpec.Spec.SupportedStates(VfioSpec.Features(7)));
    }

    private static StateMachineSpecBuilder Builder() => new StateMachineSpecBuilder("S").State("A", 0);
}
