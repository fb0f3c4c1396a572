using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class BaselineDiffTests
{
    [Fact]
    public void Between_equal_baselines_there_is_no_difference()
    {
        Assert.Empty(SpecBaseline.Diff(SpecBaseline.Of(VfioSpec.Spec), SpecBaseline.Of(VfioSpec.Builder().Build())));
    }

    [Fact]
    public void An_optional_feature_adds_lines_and_changes_none()
    {
        BaselineChange[] changes = Diff(VfioHistory.V2, VfioSpec.Spec);

        Assert.True(changes.Length > 30);
        Assert.All(changes, change => Assert.True(change.IsAdded, change.ToString()));
        Assert.All(changes, change => Assert.Equal(BaselineChangeKind.Addition, change.Kind));
    }

    [Fact]
    public void Letting_drivers_out_is_an_opt_out_in_the_lines_of_the_states_and_pairs()
    {
        BaselineChange[] changes = Diff(VfioHistory.RfcAllP2P, VfioHistory.RfcOptionalP2P);

        Assert.Equal(
            """
            + OptOut: state PreCopyP2P needs P2P
            + OptOut: state RunningP2P needs P2P
            - OptOut: path PreCopy -> PreCopyP2P {}: PreCopyP2P
            - OptOut: path PreCopy -> RunningP2P {}: Running -> RunningP2P
            - OptOut: path Resuming -> PreCopyP2P {}: Stop -> RunningP2P -> PreCopyP2P, opens Saving
            - OptOut: path Resuming -> RunningP2P {}: Stop -> RunningP2P
            - OptOut: path Running -> PreCopyP2P {}: RunningP2P -> PreCopyP2P, opens Saving
            - OptOut: path Running -> RunningP2P {}: RunningP2P
            - OptOut: path Stop -> PreCopyP2P {}: RunningP2P -> PreCopyP2P, opens Saving
            - OptOut: path Stop -> RunningP2P {}: RunningP2P
            - OptOut: path StopCopy -> RunningP2P {}: Stop -> RunningP2P
            """,
            Text(changes.Where(c => c.Kind == BaselineChangeKind.OptOut
                && (!c.IsAdded || c.Fact.Text.StartsWith("state", StringComparison.Ordinal)))));
        Assert.DoesNotContain(changes, change => change.Kind == BaselineChangeKind.Breaking);
        Assert.Equal(
            "+ Addition: feature P2P = 1",
            Text(changes.Where(c => c.Fact.Text.StartsWith("feature", StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_line_has_the_kind_of_the_change_that_it_is_a_part_of()
    {
        StateMachineSpec old = Make.Builder("A=B B=C").State("E", 9).Error("E").Build();
        StateMachineSpec current = Make.Builder("A-B B=C").State("E", 8).Error("E").Initial("B").Build();

        Assert.Equal(
            """
            + Breaking: initial B
            + Breaking: state E = 8
            - Breaking: arc B -> A
            - Breaking: initial A
            - Breaking: path B -> A {}: A
            - Breaking: path C -> A {}: B -> A
            - Breaking: state E = 9
            """,
            Text(Diff(old, current)));
    }

    [Fact]
    public void What_nobody_misses_is_a_removal()
    {
        StateMachineSpec old = Make.Builder("A=B A=C C=B").State("E", 9).Error("E").Build();
        StateMachineSpec current = Make.Builder("A=B A=C B-C").Build();

        Assert.Equal(
            """
            + Addition: path C -> B {}: A -> B
            - Removal: arc C -> B
            - Removal: error E
            - Removal: path C -> B {}: B
            - Removal: state E = 9
            """,
            Text(Diff(old, current)));
    }

    [Fact]
    public void A_new_blocked_pair_and_the_path_that_it_takes_away_are_breaking()
    {
        Assert.Equal(
            """
            + Breaking: blocked A -> C
            - Breaking: path A -> C {}: B -> C
            """,
            Text(Diff(Make.Spec("A=B B=C"), Make.Builder("A=B B=C").Blocked("A", "C").Build())));
        Assert.Equal(
            """
            + Addition: path A -> C {}: B -> C
            - Removal: blocked A -> C
            """,
            Text(Diff(Make.Builder("A=B B=C").Blocked("A", "C").Build(), Make.Spec("A=B B=C"))));
    }

    [Fact]
    public void A_flag_with_another_value_is_breaking()
    {
        StateMachineSpec With(long value) => Make.Builder("A=B").Feature("F", value).Build();

        Assert.Equal("+ Breaking: feature F = 2\n- Breaking: feature F = 1", Text(Diff(With(1), With(2))));
    }

    [Fact]
    public void A_new_spec_is_an_addition_and_one_that_is_gone_is_breaking()
    {
        SpecBaseline one = SpecBaseline.Of(TapeSpec.Spec), two = SpecBaseline.Of(TapeSpec.Spec, VfioSpec.Spec);

        Assert.All(SpecBaseline.Diff(one, two), change =>
            Assert.Equal((true, BaselineChangeKind.Addition), (change.IsAdded, change.Kind)));
        Assert.All(SpecBaseline.Diff(two, one), change =>
            Assert.Equal((false, BaselineChangeKind.Breaking), (change.IsAdded, change.Kind)));
        Assert.Equal(SpecBaseline.Of(VfioSpec.Spec).Facts.Length, SpecBaseline.Diff(two, one).Length);
    }

    [Fact]
    public void A_recorded_path_that_the_path_rule_does_not_give_any_more_is_breaking()
    {
        SpecBaseline current = SpecBaseline.Of(Make.Spec("A-B"));
        SpecBaseline recorded = SpecBaseline.Parse(current + "Test path B -> A {}: A\n");

        Assert.Equal(
            "- Breaking: path B -> A {}: A",
            Text([.. SpecBaseline.Diff(recorded, current)]));
    }

    [Fact]
    public void A_spec_that_breaks_hosts_never_comes_with_harmless_lines_only()
    {
        StateMachineSpec[] specs = [.. RandomSpecs.Take(600)];
        int breaking = 0;
        foreach ((StateMachineSpec old, StateMachineSpec other) in specs.Zip(specs.Skip(1)))
        {
            StateMachineSpec current = Named(other, old.Name);
            BaselineChangeKind worst = Diff(old, current).Select(c => c.Kind).DefaultIfEmpty().Max();
            CompatibilityLevel level = SpecCompatibility.Compare(old, current).Level;

            // Ties are settled by an order that is no fact, so that two specs may differ in what they make of it.
            if (!Planner.Plan(old).Ties.IsEmpty || !Planner.Plan(current).Ties.IsEmpty)
            {
                continue;
            }

            Assert.Equal(level == CompatibilityLevel.Breaking, worst == BaselineChangeKind.Breaking);
            Assert.Equal(level == CompatibilityLevel.OptOut, worst == BaselineChangeKind.OptOut);
            breaking += level == CompatibilityLevel.Breaking ? 1 : 0;
        }

        Assert.True(breaking > 50);
    }

    [Fact]
    public void There_is_no_difference_from_nothing()
    {
        Assert.Throws<ArgumentNullException>("old", () => SpecBaseline.Diff(null!, SpecBaseline.Of()));
        Assert.Throws<ArgumentNullException>("current", () => SpecBaseline.Diff(SpecBaseline.Of(), null!));
    }

    private static BaselineChange[] Diff(StateMachineSpec old, StateMachineSpec current) =>
        [.. SpecBaseline.Diff(SpecBaseline.Of(old), SpecBaseline.Of(Named(current, old.Name)))];

    private static string Text(IEnumerable<BaselineChange> changes) => string.Join('\n', changes
        .Select(c => $"{(c.IsAdded ? '+' : '-')} {c.Kind}: {c.Fact.Text}")
        .Order(StringComparer.Ordinal));

    private static StateMachineSpec Named(StateMachineSpec spec, string name) => new(
        name, spec.States, spec.Features, spec.Arcs, spec.BlockedPairs, spec.Initial, spec.Error, spec.SingleArcsOnly);
}
