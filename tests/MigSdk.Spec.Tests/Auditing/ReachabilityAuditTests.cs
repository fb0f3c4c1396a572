using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class ReachabilityAuditTests
{
    [Fact]
    public void A_state_that_no_arcs_lead_to_is_unreachable()
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(Make.Spec("A=B C-A")));

        Assert.Equal(AuditFindingKind.UnreachableState, finding.Kind);
        Assert.Equal(2, finding.State);
        Assert.Contains("'C' cannot be reached from the initial state 'A'", finding.Message);
    }

    [Fact]
    public void A_state_without_arcs_is_one_mistake()
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(Make.Builder("A=B").State("C", 9).Build()));

        Assert.Equal(AuditFindingKind.UnreachableState, finding.Kind);
    }

    [Fact]
    public void States_behind_an_unreachable_one_are_named_with_it()
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(Make.Spec("A=B D-C C-A")));

        Assert.Equal(AuditFindingKind.UnreachableState, finding.Kind);
        Assert.Equal("D", Name(Make.Spec("A=B D-C C-A"), finding));
        Assert.Contains("by way of it, for 'C'", finding.Message);
    }

    [Fact]
    public void Of_unreachable_states_in_a_ring_the_first_is_reported()
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(Make.Spec("A=B C-D D-E E-C D-A")));

        Assert.Equal(2, finding.State);
        Assert.Contains("'D', 'E'", finding.Message);
    }

    [Fact]
    public void States_that_miss_arcs_of_their_own_are_reported_each()
    {
        var findings = Auditor.Audit(Make.Spec("A=B C-A D-A C-E D-E E-A"));

        Assert.Equal(
            [(AuditFindingKind.UnreachableState, 2), (AuditFindingKind.UnreachableState, 3)],
            findings.Where(f => f.State is not null).Select(f => (f.Kind, f.State!.Value)));
    }

    [Fact]
    public void A_state_that_no_arcs_lead_away_from_has_no_way_back()
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(Make.Spec("A=B B-C")));

        Assert.Equal(AuditFindingKind.NoWayBack, finding.Kind);
        Assert.Equal(2, finding.State);
        Assert.Contains("no way back from state 'C' to the initial state 'A'", finding.Message);
    }

    [Fact]
    public void The_last_state_of_a_dead_end_is_where_the_way_back_is_missing()
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(Make.Spec("A=B B-C C-D D=E")));

        Assert.Equal(3, finding.State);
        Assert.Contains("'C', 'E'", finding.Message);
    }

    [Fact]
    public void Many_names_are_cut_short()
    {
        AuditFinding finding = Assert.Single(Auditor.Audit(Make.Spec("A=B C-D D-E E-F F-G G-H H-I I-A")));

        Assert.Contains("'D', 'E', 'F', 'G' and 2 more", finding.Message);
    }

    [Fact]
    public void The_error_state_needs_no_arcs()
    {
        Assert.Empty(Auditor.Audit(Make.Builder("A=B").State("E", 9).Error("E").Build()));
    }

    [Fact]
    public void Arcs_at_the_error_state_lead_nowhere()
    {
        StateMachineSpec spec = Make.Builder("A=B B-E E-C C-A").Error("E").Build();
        AuditFinding finding = Auditor.Audit(spec).Single(f => f.Kind == AuditFindingKind.UnreachableState);

        Assert.Equal("C", Name(spec, finding));
    }

    [Fact]
    public void A_blocked_pair_at_a_state_that_misses_arcs_is_not_a_second_mistake()
    {
        Assert.Equal(
            AuditFindingKind.UnreachableState,
            Assert.Single(Auditor.Audit(Make.Builder("A=B C-A").Blocked("A", "C").Build())).Kind);
        Assert.Equal(
            AuditFindingKind.NoWayBack,
            Assert.Single(Auditor.Audit(Make.Builder("A=B B-C").Blocked("C", "A").Build())).Kind);
    }

    private static string Name(StateMachineSpec spec, AuditFinding finding) => spec.States[finding.State!.Value].Name;
}
