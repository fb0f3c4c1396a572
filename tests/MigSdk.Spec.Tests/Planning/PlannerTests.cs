using System;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class PlannerTests
{
    [Fact]
    public void The_shortest_walk_is_the_path()
    {
        SpecPlan plan = Make.Plan("A-B B-C C-D A-D D-A");

        Assert.Equal("A D", plan.Path("A", "D"));
        Assert.Equal("B C D A", plan.Path("B", "A"));
    }

    [Fact]
    public void A_session_state_may_be_the_one_interior_state_of_two_arcs()
    {
        SpecPlan plan = Make.Plan("A-S S-B B-A", sessions: "S:Saving");

        Assert.Equal("A S B", plan.Path("A", "B"));
    }

    [Fact]
    public void Of_two_walks_of_two_arcs_the_one_without_a_session_is_taken()
    {
        SpecPlan plan = Make.Plan("A-S S-B A-X X-B B-A", sessions: "S:Saving");

        Assert.Equal("A X B", plan.Path("A", "B"));
        Assert.Empty(plan.Ties);
    }

    [Fact]
    public void An_interior_arc_never_touches_a_session_state()
    {
        SpecPlan plan = Make.Plan("A-S S-B B-C C-D D-A", sessions: "S:Saving");

        Assert.Equal("A S B", plan.Path("A", "B"));
        Assert.Equal("", plan.Path("A", "C"));
        Assert.Equal("S B C D A", plan.Path("S", "A"));
    }

    [Fact]
    public void A_longer_walk_that_keeps_out_of_sessions_is_taken_where_the_shorter_one_may_not()
    {
        SpecPlan plan = Make.Plan("A-S S-B B-C A-X X-Y Y-B C-A", sessions: "S:Saving");

        Assert.Equal("A S B", plan.Path("A", "B"));
        Assert.Equal("A X Y B C", plan.Path("A", "C"));
    }

    [Fact]
    public void A_path_need_not_be_its_first_state_and_the_path_from_there()
    {
        SpecPlan plan = Make.Plan("A-X X-S S-C X-Y Y-Z Z-C C-A", sessions: "S:Saving");

        Assert.Equal("A X Y Z C", plan.Path("A", "C"));
        Assert.Equal("X S C", plan.Path("X", "C"));
    }

    [Fact]
    public void A_state_onto_itself_is_a_path_without_steps()
    {
        SpecPlan plan = Planner.Plan(Make.Builder("A=B B-E").Error("E").Build());

        Assert.True(plan.HasPath(0, 0));
        Assert.Empty(plan.GetPath(0, 0));
    }

    [Fact]
    public void Nothing_leads_to_from_or_over_the_error_state()
    {
        SpecPlan plan = Planner.Plan(Make.Builder("A-E E-B B-A").Error("E").Build());

        Assert.Equal("", plan.Path("A", "E"));
        Assert.Equal("", plan.Path("E", "B"));
        Assert.Equal("", plan.Path("E", "E"));
        Assert.Equal("", plan.Path("A", "B"));
        Assert.False(plan.Spec.HasArc(0, 1));
    }

    [Fact]
    public void A_blocked_pair_has_no_path_but_others_go_on_over_both_of_its_states()
    {
        SpecPlan plan = Planner.Plan(Make.Builder("A-B B-C C-D D-A").Blocked("A", "C").Build());

        Assert.Equal("", plan.Path("A", "C"));
        Assert.Equal("A B C D", plan.Path("A", "D"));
    }

    [Fact]
    public void With_single_arcs_only_the_arcs_are_all_paths_there_are()
    {
        SpecPlan plan = Planner.Plan(
            Make.Builder("A-B B-C C-A A-S S-A", sessions: "S:Saving").SingleArcsOnly().Build());

        Assert.Equal("A B", plan.Path("A", "B"));
        Assert.Equal("A S", plan.Path("A", "S"));
        Assert.Equal("", plan.Path("A", "C"));
        Assert.Equal("A", plan.Path("A", "A"));
    }

    [Fact]
    public void An_arc_onto_itself_and_a_repeated_arc_change_nothing()
    {
        SpecPlan plan = Planner.Plan(Make.Builder("A-A A-B B-C C-A").Arc("A", "B", preference: 5).Build());

        Assert.Equal("A B C", plan.Path("A", "C"));
        Assert.Empty(plan.Ties);
    }

    [Fact]
    public void Indexes_out_of_range_have_no_path()
    {
        SpecPlan plan = Make.Plan("A=B");

        foreach (int index in new[] { -1, 2, int.MaxValue, int.MinValue })
        {
            Assert.False(plan.HasPath(index, 0));
            Assert.False(plan.HasPath(0, index));
            Assert.False(plan.HasPath(index, index));
            Assert.Empty(plan.GetPath(index, 0));
            Assert.False(plan.Spec.HasArc(index, 0));
        }
    }

    [Fact]
    public void Plans_of_equal_specs_are_equal()
    {
        SpecPlan plan = Make.Plan("A=B");

        Assert.Equal(plan, Make.Plan("A=B"));
        Assert.Equal(plan.GetHashCode(), Make.Plan("A=B").GetHashCode());
        Assert.NotEqual(plan, Make.Plan("A=B B=C"));
    }

    [Fact]
    public void There_is_no_plan_of_nothing() => Assert.Throws<ArgumentNullException>(() => Planner.Plan(null!));
}
