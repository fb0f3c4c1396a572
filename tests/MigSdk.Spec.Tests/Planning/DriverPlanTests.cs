using System;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class DriverPlanTests
{
    [Fact]
    public void States_that_the_driver_lacks_are_left_out_of_its_paths()
    {
        SpecPlan plan = Make.Plan("A=X X=Y Y=B", optional: "X Y");

        Assert.Equal("A B", plan.For(IndexSet.Empty).Path("A", "B"));
        Assert.Equal("A Y B", plan.For(Feature(plan, "Y")).Path("A", "B"));
        Assert.Equal("A X Y B", plan.For(Feature(plan, "X", "Y")).Path("A", "B"));
        Assert.Equal("", plan.For(Feature(plan, "Y")).Path("A", "X"));
        Assert.Equal("", plan.For(Feature(plan, "Y")).Path("X", "X"));
    }

    [Fact]
    public void A_path_is_planned_on_the_whole_spec_even_if_the_driver_could_go_another_way()
    {
        DriverPlan driver = Make.Plan("A-X X-B A-P P-Q Q-B B-A", optional: "X").For(IndexSet.Empty);

        Assert.Equal("A B", driver.Path("A", "B"));
        Assert.Contains(driver.RequiredArcs, arc => arc.IsDerived && (arc.From, arc.To) == (0, driver.Spec.Index("B")));
    }

    [Fact]
    public void The_features_of_the_initial_state_are_every_drivers()
    {
        DriverPlan driver = VfioSpec.Plan.For(IndexSet.Empty);

        Assert.Equal(IndexSet.Of(0), VfioSpec.Spec.MandatoryFeatures);
        Assert.Equal(IndexSet.Of(0), driver.Features);
        Assert.Equal(VfioSpec.Driver(1), driver);
        Assert.Equal(
            IndexSet.Of(VfioSpec.Error, VfioSpec.Stop, VfioSpec.Running, VfioSpec.StopCopy, VfioSpec.Resuming),
            driver.SupportedStates);
    }

    [Fact]
    public void The_error_state_is_every_drivers_but_no_transition_is()
    {
        DriverPlan driver = VfioSpec.Driver(7);

        Assert.True(driver.SupportedStates.Contains(VfioSpec.Error));
        Assert.DoesNotContain(
            driver.SupportedTransitions, pair => pair.From == VfioSpec.Error || pair.To == VfioSpec.Error);
    }

    [Fact]
    public void Supported_transitions_have_every_state_onto_itself_and_are_in_order()
    {
        StatePair[] transitions = [.. VfioSpec.Driver(7).SupportedTransitions];

        Assert.Equal(7 + 15 + 25, transitions.Length);
        Assert.Equal(7, transitions.Count(pair => pair.From == pair.To));
        Assert.Equal(transitions.OrderBy(pair => (pair.From, pair.To)), transitions);
    }

    [Fact]
    public void An_arc_is_needed_by_its_own_transition_where_that_takes_it()
    {
        foreach (RequiredArc arc in VfioSpec.Driver(7).RequiredArcs)
        {
            Assert.Equal(new StatePair(arc.From, arc.To), arc.NeededBy);
        }
    }

    [Fact]
    public void An_arc_whose_own_transition_is_blocked_is_needed_by_the_shortest_that_takes_it()
    {
        SpecPlan plan = Planner.Plan(Make.Builder("A-B B-X X-C C-D D-A", optional: "X").Blocked("B", "C").Build());
        DriverPlan driver = plan.For(IndexSet.Empty);
        int b = plan.Spec.Index("B"), c = plan.Spec.Index("C");

        RequiredArc arc = driver.RequiredArcs.Single(arc => arc.From == b && arc.To == c);

        Assert.True(arc.IsDerived);
        Assert.Equal(new StatePair(plan.Spec.Index("A"), c), arc.NeededBy);
    }

    [Fact]
    public void A_derived_arc_opens_and_closes_sessions_by_its_ends()
    {
        DriverPlan driver = Make.Plan("A=X X-S S-A X-R R-A S-X", sessions: "S:Saving R:Resuming", optional: "X")
            .For(IndexSet.Empty);
        StateMachineSpec spec = driver.Spec;

        RequiredArc opening = driver.RequiredArcs.Single(arc => arc.From == 0 && arc.To == spec.Index("S"));
        RequiredArc both = driver.RequiredArcs.Single(arc => arc.From == spec.Index("S") && arc.To == spec.Index("R"));

        Assert.Equal((true, "Saving", null), (opening.IsDerived, opening.Opens, opening.Closes));
        Assert.Equal((true, "Resuming", "Saving"), (both.IsDerived, both.Opens, both.Closes));
    }

    [Fact]
    public void The_combinations_that_use_an_arc_have_it_on_their_paths()
    {
        DriverPlan driver = VfioSpec.Driver(3);

        Assert.Equal(
            [
                (VfioSpec.Running, VfioSpec.Stop), (VfioSpec.Running, VfioSpec.StopCopy),
                (VfioSpec.Running, VfioSpec.Resuming),
            ],
            driver.CombinationsUsing(VfioSpec.Running, VfioSpec.RunningP2P).Select(pair => (pair.From, pair.To)));
    }

    [Fact]
    public void Nothing_uses_what_is_not_a_required_arc()
    {
        DriverPlan driver = VfioSpec.Driver(1);

        Assert.Empty(driver.CombinationsUsing(VfioSpec.Running, VfioSpec.RunningP2P));
        Assert.Empty(driver.CombinationsUsing(VfioSpec.Running, VfioSpec.StopCopy));
        Assert.Empty(driver.CombinationsUsing(VfioSpec.Stop, VfioSpec.Stop));
        Assert.Empty(driver.CombinationsUsing(VfioSpec.Error, VfioSpec.Stop));
        Assert.Empty(driver.CombinationsUsing(-1, 99));
    }

    [Fact]
    public void Indexes_out_of_range_are_not_supported()
    {
        DriverPlan driver = VfioSpec.Driver(7);

        foreach (int index in new[] { -1, 8, int.MaxValue, int.MinValue })
        {
            Assert.False(driver.IsSupported(index, VfioSpec.Stop));
            Assert.False(driver.IsSupported(VfioSpec.Stop, index));
            Assert.False(driver.TryGetNextState(index, index, out int next));
            Assert.Equal(0, next);
            Assert.Empty(driver.GetPath(index, VfioSpec.Stop));
        }
    }

    [Fact]
    public void A_feature_that_the_spec_does_not_have_is_refused()
    {
        ArgumentException refusal = Assert.Throws<ArgumentOutOfRangeException>(() => VfioSpec.Plan.For(IndexSet.Of(3)));

        Assert.Contains("The spec 'Vfio' has no feature 3: it has 3.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Drivers_are_equal_by_spec_and_features()
    {
        SpecPlan same = Planner.Plan(VfioSpec.Builder().Build());
        SpecPlan other = Planner.Plan(VfioSpec.Builder().SingleArcsOnly().Build());

        Assert.Equal(VfioSpec.Driver(3), same.For(IndexSet.Of(1)));
        Assert.Equal(VfioSpec.Driver(3).GetHashCode(), same.For(IndexSet.Of(0, 1)).GetHashCode());
        Assert.NotEqual(VfioSpec.Driver(3), VfioSpec.Driver(5));
        Assert.NotEqual(VfioSpec.Driver(3), other.For(IndexSet.Of(1)));
    }

    private static IndexSet Feature(SpecPlan plan, params string[] names) =>
        IndexSet.Of([.. Enumerable.Range(0, plan.Spec.Features.Length)
            .Where(feature => names.Contains(plan.Spec.Features[feature].Name))]);
}
