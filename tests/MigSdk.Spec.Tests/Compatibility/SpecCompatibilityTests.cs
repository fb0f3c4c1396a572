using System;
using Xunit;
using static MigSdk.Spec.Tests.CompatibilityChecks;

namespace MigSdk.Spec.Tests;

/// <summary>Each kind of change by itself: what it means for hosts, and for which pairs.</summary>
public sealed class SpecCompatibilityTests
{
    [Fact]
    public void A_changed_value_breaks_every_transition_to_the_state()
    {
        CompatibilityReport report = Compare(
            Make.Builder("A=B B=C"),
            Make.Builder("A=B").State("C", 7).Arc("B", "C").Arc("C", "B"));

        Shows(report, CompatibilityFindingKind.StateValueChanged, CompatibilityLevel.Breaking, "C has the value 7, was 2.");
        Assert.Equal("A>C B>C", Pairs(report, TransitionChange.TargetChanged));
        Assert.Equal("A>B B>A C>A C>B", Pairs(report, TransitionChange.Unchanged));
    }

    [Fact]
    public void A_value_that_went_to_another_state_is_named()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B B=C"), Make.Builder("A=B B=D"));

        Shows(report, CompatibilityFindingKind.StateRemoved, CompatibilityLevel.Breaking, "C (2) is gone; 2 now means D.");
    }

    [Fact]
    public void A_removed_state_is_lost_as_a_target_and_never_a_start()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B B=C"), Make.Builder("A=B"));

        Shows(report, CompatibilityFindingKind.StateRemoved, CompatibilityLevel.Breaking, "C (2) is gone.");
        Assert.Equal("A>C B>C", Pairs(report, TransitionChange.Lost));
        Assert.Equal("C>A C>B", Pairs(report, TransitionChange.NotAsked));
        Assert.Equal("there is no C any more", Transition(report, "A", "C").Detail);
    }

    [Fact]
    public void An_arc_without_a_detour_takes_its_pairs_along()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B B-C C-A"), Make.Builder("A-B B-C C-A"));

        Assert.Empty(report.Findings);
        Assert.Equal(CompatibilityLevel.Compatible, report.Level);
        Assert.Equal("B>A", Pairs(report, TransitionChange.Rerouted));

        CompatibilityReport broken = Compare(Make.Builder("A=B B=C"), Make.Builder("A-B B=C"));

        Assert.Equal(CompatibilityLevel.Breaking, broken.Level);
        Assert.Equal("B>A C>A", Pairs(broken, TransitionChange.Lost));
        Assert.Equal("has no path any more", Transition(broken, "C", "A").Detail);
    }

    [Fact]
    public void A_newly_blocked_pair_is_lost_and_no_other()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B B=C"), Make.Builder("A=B B=C").Blocked("A", "C"));

        Assert.Equal("A>C", Pairs(report, TransitionChange.Lost));
        Assert.Equal("is blocked", Transition(report, "A", "C").Detail);
        Assert.Equal(CompatibilityLevel.Breaking, report.Level);
    }

    [Fact]
    public void Without_combination_transitions_only_single_arcs_are_left()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B B=C"), Make.Builder("A=B B=C").SingleArcsOnly());

        Assert.Equal("A>C C>A", Pairs(report, TransitionChange.Lost));
        Assert.Equal(CompatibilityLevel.Compatible, SpecCompatibility.Compare(report.New, report.Old).Level);
    }

    [Fact]
    public void Another_initial_state_is_breaking_though_every_path_is_there()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B"), Make.Builder("A=B").Initial("B"));

        Shows(report, CompatibilityFindingKind.InitialStateChanged, CompatibilityLevel.Breaking,
            "After reset the state is B, was A.");
        Assert.Equal("A>B B>A", Pairs(report, TransitionChange.Unchanged));
    }

    [Fact]
    public void A_new_error_state_is_breaking_because_only_reset_leads_out_of_it()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B"), Make.Builder("A=B").State("E", 9).Error("E"));

        Shows(report, CompatibilityFindingKind.ErrorStateAdded, CompatibilityLevel.Breaking,
            "A failure may end in E, which only reset leads out of; there was no error state.");
    }

    [Fact]
    public void An_error_state_that_is_gone_harms_nobody_and_another_one_does()
    {
        StateMachineSpecBuilder old = Make.Builder("A=B").State("E", 9).Error("E");

        Shows(Compare(old, Make.Builder("A=B")), CompatibilityFindingKind.ErrorStateRemoved,
            CompatibilityLevel.Compatible, "There is no error state any more, was E.");
        Shows(Compare(old, Make.Builder("A=B").State("F", 9).Error("F")), CompatibilityFindingKind.ErrorStateChanged,
            CompatibilityLevel.Breaking, "The error state is F, was E.");
        Shows(Compare(old, Make.Builder("A=B").State("E", 8).Error("E")), CompatibilityFindingKind.StateValueChanged,
            CompatibilityLevel.Breaking, "E has the value 8, was 9.");
    }

    [Fact]
    public void A_state_that_becomes_the_error_state_can_be_asked_for_no_more()
    {
        CompatibilityReport report = Compare(
            Make.Builder("A=B A=C").State("E", 9).Error("E"), Make.Builder("A=B A=C").Error("C"));

        Shows(report, CompatibilityFindingKind.ErrorStateChanged, CompatibilityLevel.Breaking,
            "The error state is C, was E.");
        Assert.Equal("A>C B>C", Pairs(report, TransitionChange.Lost));
        Assert.Equal("C>A C>B", Pairs(report, TransitionChange.NotAsked));
        Assert.Equal("C is the error state", Transition(report, "A", "C").Detail);
    }

    [Fact]
    public void A_new_state_that_no_path_needs_is_no_news()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B"), Make.Builder("A=B B=C", optional: "C"));

        Assert.Equal(CompatibilityLevel.Compatible, report.Level);
        Assert.Empty(report.Findings);
        Assert.Equal("A>B B>A", Pairs(report, TransitionChange.Unchanged));
    }

    [Fact]
    public void A_preference_that_turns_a_path_elsewhere_is_compatible_and_reported()
    {
        CompatibilityReport report = Compare(
            Make.Builder("A-X A-Y X-B B-A").Arc("Y", "B", preference: -1),
            Make.Builder("A-X A-Y X-B B-A").Arc("Y", "B", preference: 1));

        Assert.Equal(CompatibilityLevel.Compatible, report.Level);
        Assert.Empty(report.Findings);
        Assert.Equal("A>B", Pairs(report, TransitionChange.Rerouted));
        Assert.Equal("A -> Y -> B, was A -> X -> B", Transition(report, "A", "B").Detail);
    }

    [Fact]
    public void A_state_in_between_that_hosts_do_not_know_is_reported()
    {
        CompatibilityReport report = Compare(
            Make.Builder("A=B B=C"),
            new StateMachineSpecBuilder("Test").State("A", 0).State("B", 1).State("C", 2).State("N", 9)
                .Arc("A", "N").Arc("N", "B").Arc("B", "A").Arc("B", "C").Arc("C", "B"));

        Shows(report, CompatibilityFindingKind.UnknownStateOnTheWay, CompatibilityLevel.Compatible,
            "N (9), which hosts do not know, is on the way of 2 transitions: a failed step may leave a driver there.");
        Assert.Equal("A>B A>C", Pairs(report, TransitionChange.Rerouted));
    }

    [Fact]
    public void The_same_name_twice_cannot_be_matched()
    {
        StateMachineSpec plain = Make.Spec("A=B");
        StateMachineSpec states = new("S", [new("A", 0), new("A", 1)], [], [], [], 0);
        StateMachineSpec features = new("S", [new("A", 0)], [new("F", 1), new("F", 2)], [], [], 0);

        Assert.Throws<ArgumentException>(() => SpecCompatibility.Compare(plain, states));
        Assert.Throws<ArgumentException>(() => SpecCompatibility.Compare(states, plain));
        Assert.Throws<ArgumentException>(() => SpecCompatibility.Compare(plain, features));
        Assert.Throws<ArgumentException>(() => SpecCompatibility.Compare(features, plain));
        Assert.Throws<ArgumentNullException>("old", () => SpecCompatibility.Compare(null!, plain));
        Assert.Throws<ArgumentNullException>("current", () => SpecCompatibility.Compare(plain, null!));
    }
}
