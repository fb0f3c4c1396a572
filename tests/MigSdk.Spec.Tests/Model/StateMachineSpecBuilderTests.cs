using System;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class StateMachineSpecBuilderTests
{
    [Fact]
    public void The_target_of_an_arc_that_opens_a_session_belongs_to_its_group()
    {
        SpecState[] grouped = [.. VfioSpec.Spec.States.Where(state => state.Group is not null)];

        Assert.Equal(
            [("StopCopy", "Saving"), ("Resuming", "Resuming"), ("PreCopy", "Saving"), ("PreCopyP2P", "Saving")],
            grouped.Select(state => (state.Name, state.Group!)));
    }

    [Fact]
    public void A_group_that_is_said_stays()
    {
        StateMachineSpec spec = new StateMachineSpecBuilder("S")
            .State("A", 0).State("B", 1, group: "G").Arc("A", "B", opens: "H").Build();

        Assert.Equal("G", spec.States[1].Group);
    }

    [Fact]
    public void An_optional_state_brings_a_feature_of_its_name_and_value()
    {
        StateMachineSpec spec = new StateMachineSpecBuilder("Power")
            .Feature("Fast", 1).State("D0", 10).OptionalState("D1", 11).Build();

        Assert.Equal(new SpecFeature("D1", 11, OptionalState: 1), spec.Features[1]);
        Assert.Equal(IndexSet.Of(1), spec.States[1].Requires);
    }

    [Fact]
    public void Names_may_be_used_before_they_are_added()
    {
        StateMachineSpec spec = new StateMachineSpecBuilder("S")
            .Initial("B").Arc("A", "B").State("A", 0, ["F"]).State("B", 1).Feature("F", 1).Build();

        Assert.Equal(1, spec.Initial);
        Assert.Equal(new SpecArc(0, 1), Assert.Single(spec.Arcs));
        Assert.Equal(IndexSet.Of(0), spec.States[0].Requires);
    }

    [Fact]
    public void Without_a_word_the_first_state_is_the_initial_one_and_there_is_no_error_state()
    {
        StateMachineSpec spec = new StateMachineSpecBuilder("S").State("A", 0).State("B", 1).Build();

        Assert.Equal(0, spec.Initial);
        Assert.Null(spec.Error);
        Assert.False(spec.SingleArcsOnly);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_its_place()
    {
        Refused(b => b.Arc("A", "X"), "no state 'X'", "arc A -> X");
        Refused(b => b.Arc("X", "A"), "no state 'X'", "arc X -> A");
        Refused(b => b.Blocked("A", "X"), "no state 'X'", "blocked pair A -> X");
        Refused(b => b.Blocked("X", "A"), "no state 'X'", "blocked pair X -> A");
        Refused(b => b.Initial("X"), "no state 'X'", "initial state");
        Refused(b => b.Error("X"), "no state 'X'", "error state");
        Refused(b => b.State("B", 1, ["X"]), "no feature 'X'", "state B");
    }

    [Fact]
    public void A_name_is_given_once()
    {
        StateMachineSpecBuilder builder = new StateMachineSpecBuilder("S").State("A", 0).Feature("F", 1);

        ArgumentException state = Assert.Throws<ArgumentException>("name", () => builder.State("A", 1));
        Assert.Throws<ArgumentException>("name", () => builder.OptionalState("A", 1));
        ArgumentException feature = Assert.Throws<ArgumentException>("name", () => builder.Feature("F", 2));

        Assert.StartsWith("The spec 'S' has a state 'A' already.", state.Message, StringComparison.Ordinal);
        Assert.StartsWith("The spec 'S' has a feature 'F' already.", feature.Message, StringComparison.Ordinal);
    }

    private static void Refused(Func<StateMachineSpecBuilder, StateMachineSpecBuilder> add, string what, string where)
    {
        StateMachineSpecBuilder builder = add(new StateMachineSpecBuilder("S").State("A", 0));
        ArgumentException refusal = Assert.Throws<ArgumentException>(builder.Build);

        Assert.Contains(what, refusal.Message);
        Assert.Contains(where, refusal.Message);
    }
}
