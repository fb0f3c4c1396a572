using System;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class TieTests
{
    private const string Diamond = "A-X A-Y X-B Y-B B-A";

    [Fact]
    public void A_tie_has_both_paths_from_start_to_target()
    {
        SpecPlan plan = Make.Plan(Diamond);

        UnsettledTie tie = Assert.Single(plan.Ties);
        Assert.Equal(plan.Spec.Index("A"), tie.From);
        Assert.Equal(plan.Spec.Index("B"), tie.To);
        Assert.Equal("A X B", plan.Spec.Names(tie.Path));
        Assert.Equal("A Y B", plan.Spec.Names(tie.Other));
    }

    [Fact]
    public void A_tied_pair_has_the_path_that_is_named_first()
    {
        SpecPlan plan = Make.Plan(Diamond);

        Assert.Equal("A X B", plan.Path("A", "B"));
    }

    [Fact]
    public void A_preference_settles_a_tie_in_favour_of_the_higher_sum()
    {
        SpecPlan higher = Planner.Plan(Make.Builder("A-X X-B B-A A-Y").Arc("Y", "B", preference: 1).Build());
        SpecPlan sum = Planner.Plan(Make.Builder("B-A").State("X", 8).State("Y", 9)
            .Arc("A", "X", preference: 3).Arc("X", "B", preference: -3)
            .Arc("A", "Y").Arc("Y", "B", preference: 1).Build());

        Assert.Equal("A Y B", higher.Path("A", "B"));
        Assert.Empty(higher.Ties);
        Assert.Equal("A Y B", sum.Path("A", "B"));
        Assert.Empty(sum.Ties);
    }

    [Fact]
    public void A_preference_does_not_make_a_longer_walk_or_one_over_a_session_better()
    {
        SpecPlan plan = Planner.Plan(Make.Builder("A-X X-B B-A S-B", sessions: "S:Saving")
            .Arc("A", "S", opens: "Saving", preference: 9).Arc("A", "B", preference: -9).Build());
        SpecPlan session = Planner.Plan(Make.Builder("A-X X-B B-A S-B", sessions: "S:Saving")
            .Arc("A", "S", opens: "Saving", preference: 9).Build());

        Assert.Equal("A B", plan.Path("A", "B"));
        Assert.Equal("A X B", session.Path("A", "B"));
    }

    [Fact]
    public void Sums_of_the_greatest_preferences_do_not_overflow()
    {
        SpecPlan plan = Planner.Plan(Make.Builder("B-A").State("X", 8).State("Y", 9)
            .Arc("A", "X", preference: int.MaxValue).Arc("X", "B", preference: int.MaxValue)
            .Arc("A", "Y", preference: int.MaxValue).Arc("Y", "B").Build());

        Assert.Equal("A X B", plan.Path("A", "B"));
        Assert.Empty(plan.Ties);
    }

    [Fact]
    public void Blocking_the_pair_settles_its_tie_but_not_that_of_a_pair_behind_it()
    {
        SpecPlan plan = Planner.Plan(Make.Builder(Diamond + " B-C C-B").Blocked("A", "B").Build());

        UnsettledTie tie = Assert.Single(plan.Ties);
        Assert.Equal("A X B C", plan.Spec.Names(tie.Path));
        Assert.Equal("A Y B C", plan.Spec.Names(tie.Other));
    }

    [Fact]
    public void Single_arcs_only_settles_every_tie()
    {
        SpecPlan plan = Planner.Plan(Make.Builder(Diamond).SingleArcsOnly().Build());

        Assert.Empty(plan.Ties);
    }

    [Fact]
    public void Two_session_states_in_between_tie_with_each_other()
    {
        SpecPlan plan = Make.Plan(Diamond, sessions: "X:Saving Y:Resuming");

        Assert.Equal("A X B", plan.Spec.Names(Assert.Single(plan.Ties).Path));
    }

    [Fact]
    public void A_direct_arc_is_never_tied()
    {
        Assert.Empty(Make.Plan(Diamond + " A-B").Ties);
    }

    [Fact]
    public void Of_many_equal_paths_the_first_two_from_the_back_are_named()
    {
        SpecPlan plan = Make.Plan("A-X A-Y A-Z X-P Y-P Z-P X-Q Y-Q Z-Q P-B Q-B B-A");
        UnsettledTie tie = plan.Ties.Single(t => t.To == plan.Spec.Index("B") && t.From == 0);

        Assert.Equal("A X P B", plan.Spec.Names(tie.Path));
        Assert.Equal("A Y P B", plan.Spec.Names(tie.Other));
    }

    [Fact]
    public void The_order_in_which_states_are_found_does_not_decide_which_paths_are_named()
    {
        // From A, Z is found before Y and Y before X; M is entered from each, and B lies behind it.
        SpecPlan plan = Make.Plan("A-P A-Q A-R R-X Q-Y P-Z X-M Y-M Z-M M-B B-A");
        UnsettledTie tie = plan.Ties.Single(t => t.To == plan.Spec.Index("B") && t.From == 0);

        Assert.Equal("A R X M B", plan.Spec.Names(tie.Path));
        Assert.Equal("A Q Y M B", plan.Spec.Names(tie.Other));
    }

    [Fact]
    public void Ties_come_by_start_and_then_target()
    {
        var ties = Make.Plan("A-X A-Y X-B Y-B B-X B-Y X-A Y-A").Ties;

        Assert.Equal(ties.OrderBy(tie => (tie.From, tie.To)), ties);
        Assert.Equal(4, ties.Length);
    }

    [Fact]
    public void Ties_are_equal_by_their_paths()
    {
        UnsettledTie tie = new([0, 1, 3], [0, 2, 3]);

        Assert.Equal(tie, new UnsettledTie([0, 1, 3], [0, 2, 3]));
        Assert.Equal(tie.GetHashCode(), new UnsettledTie([0, 1, 3], [0, 2, 3]).GetHashCode());
        Assert.NotEqual(tie, new UnsettledTie([0, 2, 3], [0, 1, 3]));
        Assert.NotEqual(tie, new UnsettledTie([0, 1, 3], [0, 4, 3]));
        Assert.NotEqual(tie, new UnsettledTie([0, 4, 3], [0, 2, 3]));
        Assert.False(tie.Equals(null));
    }

    [Fact]
    public void The_paths_of_a_tie_join_the_same_states()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>("other", () => new UnsettledTie([0, 1], [0, 2]));

        Assert.StartsWith("The paths of a tie join the same two states.", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new UnsettledTie([1, 2], [0, 2]));
        Assert.Throws<ArgumentException>(() => new UnsettledTie([], [0]));
        Assert.Throws<ArgumentException>(() => new UnsettledTie([0], default));
    }
}
