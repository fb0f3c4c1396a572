using System;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

/// <summary>What is wrong with states, arcs and blocked pairs. One mistake is one finding.</summary>
public sealed class AuditorTests
{
    [Fact]
    public void A_sound_spec_has_no_finding()
    {
        Assert.Empty(Auditor.Audit(VfioSpec.Spec));
        Assert.Empty(Auditor.Audit(Make.Spec("A=B B=C")));
        Assert.Empty(Auditor.Audit(Make.Spec("A=B A=C B=C", optional: "B C")));
        Assert.Empty(Auditor.Audit(new StateMachineSpecBuilder("One").State("A", 0).Build()));
    }

    [Fact]
    public void The_initial_state_is_not_the_error_state()
    {
        AuditFinding finding = OnlyFinding(Make.Builder("B=C").State("A", 9).Initial("A").Error("A"));

        Assert.Equal(AuditFindingKind.InitialIsError, finding.Kind);
        Assert.Equal(2, finding.State);
        Assert.Contains("'A'", finding.Message);
    }

    [Fact]
    public void The_initial_state_is_not_optional()
    {
        AuditFinding finding = OnlyFinding(Make.Builder("A=B", optional: "A"));

        Assert.Equal(AuditFindingKind.OptionalInitialState, finding.Kind);
        Assert.Equal(0, finding.State);
    }

    [Fact]
    public void The_error_state_requires_no_feature()
    {
        AuditFinding finding = OnlyFinding(Make.Builder("A=B").OptionalState("E", 9).Error("E"));

        Assert.Equal(AuditFindingKind.ErrorStateRequiresFeature, finding.Kind);
        Assert.Equal(2, finding.State);
    }

    [Fact]
    public void Two_states_do_not_share_a_value()
    {
        AuditFinding finding = OnlyFinding(Make.Builder("A=B").State("C", 1).Arc("A", "C").Arc("C", "A"));

        Assert.Equal(AuditFindingKind.DuplicateValue, finding.Kind);
        Assert.Equal(2, finding.State);
        Assert.Contains("'B' and 'C' have the same value 1", finding.Message);
    }

    [Fact]
    public void Every_repetition_of_a_value_is_reported_at_the_later_state()
    {
        AuditFinding[] findings = [.. Auditor.Audit(new StateMachineSpecBuilder("S")
            .State("A", 5).State("B", 5).State("C", -1).State("D", 5)
            .Arc("A", "B").Arc("B", "C").Arc("C", "D").Arc("D", "A").Build())];

        Assert.Equal([1, 3], findings.Select(finding => finding.State!.Value));
    }

    [Fact]
    public void An_arc_does_not_lead_onto_its_own_state()
    {
        AuditFinding finding = OnlyFinding(Make.Builder("A=B B-B"));

        Assert.Equal(AuditFindingKind.SelfArc, finding.Kind);
        Assert.Equal(new StatePair(1, 1), finding.Pair);
        Assert.Contains("B -> B", finding.Message);
    }

    [Theory]
    [InlineData("A=B B-E", 1, 2)]
    [InlineData("A=B E-A", 2, 0)]
    public void No_arc_is_at_the_error_state(string arcs, int from, int to)
    {
        AuditFinding finding = OnlyFinding(Make.Builder(arcs).Error("E"));

        Assert.Equal(AuditFindingKind.ArcAtErrorState, finding.Kind);
        Assert.Equal(new StatePair(from, to), finding.Pair);
        Assert.Contains("error state", finding.Message);
    }

    [Fact]
    public void An_arc_at_the_error_state_that_opens_a_session_is_one_mistake()
    {
        AuditFinding finding = OnlyFinding(Make.Builder("A=B").State("E", 9).Arc("B", "E", opens: "Saving").Error("E"));

        Assert.Equal(AuditFindingKind.ArcAtErrorState, finding.Kind);
    }

    [Fact]
    public void An_arc_is_declared_once()
    {
        AuditFinding[] findings = [.. Auditor.Audit(Make.Spec("A-B B-A A-B A-B"))];

        Assert.Equal(2, findings.Length);
        Assert.All(findings, finding => Assert.Equal(AuditFindingKind.DuplicateArc, finding.Kind));
        Assert.All(findings, finding => Assert.Equal(new StatePair(0, 1), finding.Pair));
    }

    [Fact]
    public void A_blocked_pair_that_takes_a_path_away_is_sound()
    {
        Assert.Empty(Auditor.Audit(Make.Builder("A-B B-C C-A").Blocked("A", "C").Build()));
    }

    [Fact]
    public void A_blocked_pair_of_one_state_blocks_nothing() =>
        BlocksNothing(Make.Builder("A=B").Blocked("B", "B"), "onto itself", 1, 1);

    [Fact]
    public void A_blocked_pair_at_the_error_state_blocks_nothing() =>
        BlocksNothing(Make.Builder("A=B").State("E", 9).Error("E").Blocked("B", "E"), "error state", 1, 2);

    [Fact]
    public void A_blocked_pair_that_is_an_arc_contradicts_it() =>
        BlocksNothing(Make.Builder("A=B").Blocked("A", "B"), "this very arc", 0, 1);

    [Fact]
    public void A_pair_is_blocked_once() =>
        BlocksNothing(Make.Builder("A-B B-C C-A").Blocked("A", "C").Blocked("A", "C"), "blocked already", 0, 2);

    [Fact]
    public void With_single_arcs_only_there_is_no_combination_to_block() =>
        BlocksNothing(Make.Builder("A-B B-C C-A").Blocked("A", "C").SingleArcsOnly(), "single arcs only", 0, 2);

    [Fact]
    public void A_pair_whose_walks_all_go_through_a_session_needs_no_block() =>
        BlocksNothing(Make.Builder("A-S S-B B-C C-A", sessions: "S:Saving").Blocked("A", "C"), "no path", 0, 3);

    [Fact]
    public void A_tie_is_reported_with_both_paths_and_three_remedies()
    {
        AuditFinding finding = OnlyFinding(Make.Builder("A-X A-Y X-B Y-B B-A X-Y Y-X"));

        Assert.Equal(AuditFindingKind.UnsettledTie, finding.Kind);
        Assert.Equal(new StatePair(0, 3), finding.Pair);
        Assert.Contains("A -> X -> B and A -> Y -> B", finding.Message);
        Assert.Contains("Preference", finding.Message);
        Assert.Contains("block the pair", finding.Message);
        Assert.Contains("single arcs only", finding.Message);
    }

    [Fact]
    public void Each_of_the_three_remedies_settles_the_tie()
    {
        const string Rest = "A-X A-Y X-B B-A X-Y Y-X";

        Assert.Empty(Auditor.Audit(Make.Builder(Rest).Arc("Y", "B", preference: 1).Build()));
        Assert.Empty(Auditor.Audit(Make.Builder(Rest).Arc("Y", "B").Blocked("A", "B").Build()));
        Assert.Empty(Auditor.Audit(Make.Builder(Rest).Arc("Y", "B").SingleArcsOnly().Build()));
    }

    [Fact]
    public void Findings_are_the_same_every_time()
    {
        StateMachineSpec Spec() => Make.Builder("A-X A-Y X-B Y-B B-A B-C D-E C-C").Blocked("A", "A").Build();

        Assert.Equal(Auditor.Audit(Spec()), Auditor.Audit(Spec()).AsEnumerable());
        Assert.True(Auditor.Audit(Spec()).Length > 4);
    }

    [Fact]
    public void There_is_no_audit_of_nothing() => Assert.Throws<ArgumentNullException>(() => Auditor.Audit(null!));

    private static void BlocksNothing(StateMachineSpecBuilder builder, string reason, int from, int to)
    {
        AuditFinding finding = OnlyFinding(builder);

        Assert.Equal(AuditFindingKind.BlockedPairBlocksNothing, finding.Kind);
        Assert.Equal(new StatePair(from, to), finding.Pair);
        Assert.Contains(reason, finding.Message);
    }

    private static AuditFinding OnlyFinding(StateMachineSpecBuilder builder) =>
        Assert.Single(Auditor.Audit(builder.Build()));
}
