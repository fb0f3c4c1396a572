using Xunit;
using static MigSdk.Spec.Tests.CompatibilityChecks;

namespace MigSdk.Spec.Tests;

/// <summary>Changes of what is open at the end, of whether it was opened, and of whether the device runs there.</summary>
public sealed class SessionCompatibilityTests
{
    [Fact]
    public void Another_session_at_the_end_is_another_meaning()
    {
        CompatibilityReport report = Compare(
            Make.Builder("A=S", sessions: "S:Saving"), Make.Builder("A=S", sessions: "S:Resuming"));

        Shows(report, CompatibilityFindingKind.StateGroupChanged, CompatibilityLevel.Breaking,
            "In S session Resuming is open, was session Saving.");
        Assert.Equal("A>S", Pairs(report, TransitionChange.TargetChanged));
        Assert.Equal("S is in session Resuming, was in session Saving", Transition(report, "A", "S").Detail);
    }

    [Fact]
    public void A_session_where_there_was_none_is_another_meaning()
    {
        CompatibilityReport report = Compare(Make.Builder("A=S"), Make.Builder("A=S", sessions: "S:Saving"));

        Shows(report, CompatibilityFindingKind.StateGroupChanged, CompatibilityLevel.Breaking,
            "In S session Saving is open, was no session.");
        Assert.Equal(CompatibilityLevel.Breaking, Transition(report, "A", "S").Level);
    }

    [Fact]
    public void A_state_that_becomes_pre_copy_has_no_end_of_stream_any_more()
    {
        CompatibilityReport report = Compare(PreCopy(false), PreCopy(true));
        CompatibilityReport back = Compare(PreCopy(true), PreCopy(false));

        Shows(report, CompatibilityFindingKind.StatePreCopyChanged, CompatibilityLevel.Breaking,
            "S is a pre-copy state, and was none.");
        Assert.Equal("A>S", Pairs(report, TransitionChange.TargetChanged));
        Shows(back, CompatibilityFindingKind.StatePreCopyChanged, CompatibilityLevel.Breaking,
            "S is no pre-copy state any more.");
    }

    [Fact]
    public void A_stream_that_went_on_and_is_opened_anew_is_broken()
    {
        CompatibilityReport report = Compare(
            Make.Builder("A=P A=S P-S", sessions: "P:Saving S:Saving"),
            Make.Builder("A=P A=S", sessions: "P:Saving S:Saving"));

        Assert.Empty(report.Findings);
        Assert.Equal("P>S", Pairs(report, TransitionChange.SessionChanged));
        TransitionCompatibility changed = Transition(report, "P", "S");
        Assert.Equal(CompatibilityLevel.Breaking, changed.Level);
        Assert.Equal("opens a session, went on with the open one", changed.Detail);
        Assert.Equal(
            "goes on with the open session, opened one",
            Transition(SpecCompatibility.Compare(report.New, report.Old), "P", "S").Detail);
    }

    [Fact]
    public void A_stream_that_is_opened_anew_by_some_drivers_only_names_these()
    {
        CompatibilityReport report = Compare(
            Make.Builder("A=P P-S S-A", sessions: "P:Saving S:Saving"),
            Make.Builder("A=P S-A P-B B-S", sessions: "P:Saving S:Saving", optional: "B"));

        TransitionCompatibility changed = Transition(report, "P", "S");
        Assert.Equal(TransitionChange.SessionChanged, changed.Change);
        Assert.Equal(CompatibilityLevel.OptOut, changed.Level);
        Assert.Equal(IndexSet.Of(0), changed.DriverFeatures);
        Assert.Contains(
            "\nOpt-out: hosts of Test fail on drivers of Test with B\n"
                + "  P -> S: opens a session, went on with the open one\n",
            CompatibilityText.Render(report));
    }

    [Fact]
    public void Leaving_a_group_by_another_way_is_the_same_to_a_host()
    {
        CompatibilityReport report = Compare(
            Make.Builder("A=B A-S S-A", sessions: "S:Saving"),
            Make.Builder("A=B A-S S-B", sessions: "S:Saving"));

        Assert.Equal(CompatibilityLevel.Compatible, report.Level);
        Assert.Equal("S>A S>B", Pairs(report, TransitionChange.Rerouted));
    }

    private static StateMachineSpecBuilder PreCopy(bool isPreCopy) => new StateMachineSpecBuilder("S")
        .State("A", 0)
        .State("S", 1, preCopy: isPreCopy)
        .Arc("A", "S", opens: "Saving")
        .Arc("S", "A");
}
