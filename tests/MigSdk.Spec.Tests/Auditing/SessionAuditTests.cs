using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class SessionAuditTests
{
    [Fact]
    public void An_arc_that_enters_a_group_from_outside_says_that_it_opens_the_session() =>
        Inconsistent(
            Make.Builder("A-B B-A S-A", sessions: "S:Saving").Arc("A", "S", opens: "Saving").Arc("B", "S"),
            "does not say that it opens", 1, 2);

    [Fact]
    public void An_arc_that_comes_from_another_group_opens_too() =>
        Inconsistent(
            Make.Builder("A-S S-A A-R R-A", sessions: "S:Saving R:Resuming").Arc("S", "R"),
            "'Resuming' from outside", 1, 2);

    [Fact]
    public void An_arc_opens_the_group_of_its_target() =>
        Inconsistent(
            Make.Builder("A=B").State("S", 9, group: "Saving").Arc("S", "A").Arc("A", "S", opens: "Resuming"),
            "belongs to the session group 'Saving'", 0, 2);

    [Fact]
    public void An_arc_to_a_state_without_a_group_opens_nothing()
    {
        // Only data can say this: in the builder, and in attributes, the arc itself puts the state into the group.
        StateMachineSpec spec = new(
            "S", [new("A", 0), new("B", 1)], [], [new(0, 1, Opens: "Saving"), new(1, 0)], [], 0);

        AuditFinding finding = Assert.Single(Auditor.Audit(spec));
        Assert.Equal(AuditFindingKind.InconsistentSession, finding.Kind);
        Assert.Contains("belongs to no session group", finding.Message);
    }

    [Fact]
    public void An_arc_within_a_group_opens_nothing() =>
        Inconsistent(
            Make.Builder("A-S A-T S-A T-A", sessions: "S:Saving T:Saving").Arc("S", "T", opens: "Saving"),
            "open already", 1, 2);

    [Fact]
    public void Arcs_within_a_group_between_groups_and_out_of_one_are_sound()
    {
        Assert.Empty(Auditor.Audit(Make.Spec("A=S A=T S=T A=R S=R T=R", sessions: "S:Saving T:Saving R:Resuming")));
    }

    [Fact]
    public void No_session_is_open_in_the_initial_state()
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(
            Make.Builder("A-B").Arc("B", "A", opens: "Saving").Build()));

        Assert.Equal(AuditFindingKind.InconsistentSession, finding.Kind);
        Assert.Equal(0, finding.State);
        Assert.Contains("after reset", finding.Message);
    }

    [Fact]
    public void A_group_of_the_initial_state_is_reported_once_and_not_at_the_arcs_there()
    {
        var findings = Auditor.Audit(Make.Builder("A-B A-S S-B S-A", sessions: "S:Saving")
            .Arc("B", "A", opens: "Saving").Build());

        Assert.Equal(1, findings.Count(finding => finding.Kind == AuditFindingKind.InconsistentSession));
    }

    [Fact]
    public void No_session_is_open_in_the_error_state()
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(
            Make.Builder("A=B").State("E", 9, group: "Saving").Error("E").Build()));

        Assert.Equal(AuditFindingKind.InconsistentSession, finding.Kind);
        Assert.Equal(2, finding.State);
    }

    [Fact]
    public void A_pre_copy_state_belongs_to_a_group()
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(
            Make.Builder("A=B").State("P", 9, preCopy: true).Arc("B", "P").Arc("P", "B").Build()));

        Assert.Equal(AuditFindingKind.InconsistentSession, finding.Kind);
        Assert.Equal(2, finding.State);
        Assert.Contains("pre-copy", finding.Message);
    }

    [Fact]
    public void A_repeated_arc_is_not_reported_for_its_session_too()
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(
            Make.Builder("A-S S-A", sessions: "S:Saving").Arc("A", "S").Build()));

        Assert.Equal(AuditFindingKind.DuplicateArc, finding.Kind);
    }

    private static void Inconsistent(StateMachineSpecBuilder builder, string reason, int from, int to)
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(builder.Build()));

        Assert.Equal(AuditFindingKind.InconsistentSession, finding.Kind);
        Assert.Equal(new StatePair(from, to), finding.Pair);
        Assert.Contains(reason, finding.Message);
    }
}
