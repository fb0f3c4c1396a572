using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1015.</summary>
public sealed class UnreachableBoundaryTests
{
    private const string Ring =
        """
        using MigSdk;
        using static S;

        [StateMachineSpec(SingleArcsOnly = true), SpecArc<S>(A, X), SpecArc<S>(X, B), SpecArc<S>(B, A), SpecArc<S>(A, C), SpecArc<S>(C, A)]
        public enum S { A, {|#9:[Optional] X|}, B, C }

        [StateMachineDriver<S>]
        public partial class D
        {
            [Arc<S>(B, A), Arc<S>(A, C), Arc<S>(C, A)]
            private void Move() { }

            // here
            private void Boundary() { }
        }
        """;

    private static readonly string Nic = Source.Flags1.Edit("[Arc(Resuming, Stop)]", "// here\nprivate void Boundary() { }\n[Arc(Resuming, Stop)]");

    [Fact]
    public Task No_exit_handler_runs_in_a_reset() => Rules.Verify(
        Nic.Edit("// here", "[{|#0:OnExit(Error)|}]"),
        Rules.Expect(RuleIds.UnreachableBoundary, 0, "'Boundary' never runs: only a reset leads out of Error, and no exit handler runs in a reset; use [OnReset]"));

    [Fact]
    public Task No_entry_handler_runs_after_a_failure() => Rules.Verify(
        Nic.Edit("// here", "[{|#0:OnEnter(Error)|}]"),
        Rules.Expect(RuleIds.UnreachableBoundary, 0, "'Boundary' never runs: Error is entered by a failure, and no entry handler runs then"));

    [Fact]
    public Task The_error_state_of_another_spec() => Rules.Verify(
        Source.Features.Edit("private void Move() { }", "private void Move() { }\n[{|#0:OnEnter<LinkState>(Broken)|}, {|#1:OnExit<LinkState>(Broken)|}] private void Boundary() { }"),
        Rules.Expect(RuleIds.UnreachableBoundary, 0, "'Boundary' never runs: Broken is entered by a failure, and no entry handler runs then"),
        Rules.Expect(RuleIds.UnreachableBoundary, 1));

    [Theory]
    [InlineData("OnEnter(SessionKind.Saving)", "LinkState has no saving sessions")]
    [InlineData("OnExit(SessionKind.Resuming)", "LinkState has no resuming sessions")]
    public Task A_group_that_the_spec_does_not_have(string attribute, string reason) => Rules.Verify(
        Source.Features.Edit("private void Move() { }", $"private void Move() {{ }}\n[{{|#0:{attribute}|}}] private void Boundary() {{ }}"),
        Rules.Expect(RuleIds.UnreachableBoundary, 0, $"'Boundary' never runs: {reason}"));

    [Theory]
    [InlineData("OnEnter")]
    [InlineData("OnExit")]
    public Task A_group_of_a_feature_that_the_driver_does_not_have(string attribute) => Rules.Verify(
        $$"""
        using MigSdk;
        using static S;

        [StateMachineSpec, SpecArc<S>(A, B), SpecArc<S>(B, A), SpecArc<S>(A, X, Opens = SessionKind.Saving), SpecArc<S>(X, A)]
        public enum S { A, B, [Optional] X }

        [StateMachineDriver<S>]
        public partial class D
        {
            [Arc<S>(A, B), Arc<S>(B, A), {|#0:{{attribute}}(SessionKind.Saving)|}]
            private void Move() { }
        }
        """,
        Rules.Expect(RuleIds.UnreachableBoundary, 0, "'Move' never runs: 'D' does not have the features of the saving group's states (X)"));

    [Theory]
    [InlineData("OnEnter<S>(B)")]
    [InlineData("OnExit<S>(B)")]
    public Task A_state_behind_one_that_the_driver_does_not_have(string attribute) => Rules.Verify(
        Ring.Edit("// here", $"[{{|#0:{attribute}|}}]").Edit("{|#9:[Optional] X|}", "[Optional] {|#1:X|}"),
        Rules.Expect(RuleIds.UnreachableBoundary, 0, "'Boundary' never runs: no arcs lead 'D' to B"),
        Rules.Expect(RuleIds.NonAdditiveFeature, 1));

    [Fact]
    public Task A_state_that_the_driver_cannot_leave() => Rules.Verify(
        """
        using MigSdk;
        using static S;

        [StateMachineSpec(SingleArcsOnly = true), SpecArc<S>(A, B), SpecArc<S>(B, X), SpecArc<S>(X, A)]
        public enum S { A, B, [Optional] {|#1:X|} }

        [StateMachineDriver<S>]
        public partial class D
        {
            [Arc<S>(A, B), {|#0:OnExit<S>(B)|}, OnEnter<S>(B), OnExit<S>(A)]
            private void Move() { }
        }
        """,
        Rules.Expect(RuleIds.UnreachableBoundary, 0, "'Move' never runs: no arc leads 'D' out of B"),
        Rules.Expect(RuleIds.NonAdditiveFeature, 1));

    [Fact]
    public Task A_group_that_the_driver_cannot_leave() => Rules.Verify(
        """
        using MigSdk;
        using static S;

        [StateMachineSpec(SingleArcsOnly = true), SpecArc<S>(A, B, Opens = SessionKind.Saving), SpecArc<S>(B, X), SpecArc<S>(X, A)]
        public enum S { A, B, [Optional] {|#1:X|} }

        [StateMachineDriver<S>]
        public partial class D
        {
            [Arc<S>(A, B)]
            private SavingSession Open() => null;

            [OnEnter(SessionKind.Saving), {|#0:OnExit(SessionKind.Saving)|}]
            private void Close() { }
        }
        """,
        Rules.Expect(RuleIds.UnreachableBoundary, 0, "'Close' never runs: no arcs lead 'D' out of the saving group (B)"),
        Rules.Expect(RuleIds.NonAdditiveFeature, 1));

    [Fact]
    public Task A_session_that_it_takes_is_no_second_mistake() => Rules.Verify(
        Nic.Edit("// here", "[{|#0:OnExit(Error)|}]").Edit("void Boundary()", "void Boundary(SavingSession session)"),
        Rules.Expect(RuleIds.UnreachableBoundary));

    [Fact]
    public Task What_should_not_be_there_is_no_duplicate_besides() => Rules.Verify(
        Nic.Edit("// here", "[{|#0:OnExit(Error)|}] private void Other() { }\n[{|#1:OnExit(Error)|}]"),
        Rules.Expect(RuleIds.UnreachableBoundary, 0),
        Rules.Expect(RuleIds.UnreachableBoundary, 1));

    [Theory]
    [InlineData("OnEnter(Running)")]
    [InlineData("OnExit(Running)")]
    [InlineData("OnEnter(SessionKind.Saving), OnExit(SessionKind.Resuming)")]
    [InlineData("OnEnter(StopCopy), OnExit(StopCopy)")]
    [InlineData("OnEnter<MigrationState>(Resuming)")]
    public Task What_an_arc_enters_or_leaves_is_right(string attribute) => Rules.Verify(Nic.Edit("// here", $"[{attribute}]"));

    [Theory]
    [InlineData("OnEnter(SessionKind.Saving), OnExit(SessionKind.Saving)")]
    [InlineData("OnEnter(PreCopyP2P), OnExit(PreCopyP2P), OnEnter(RunningP2P)")]
    public Task So_it_is_with_all_features(string attribute) => Rules.Verify(
        Source.Flags7.Edit("    private void Move", $"    [{attribute}]\n    private void Move"));

    [Fact]
    public Task At_a_state_of_an_absent_feature_another_rule_speaks() => Rules.Verify(
        Nic.Edit("// here", "[{|#0:OnEnter(PreCopy)|}]"),
        Rules.Expect(RuleIds.AbsentFeature));

    [Fact]
    public Task At_no_state_another_rule_speaks() => Rules.Verify(
        Nic.Edit("// here", "[{|#0:OnEnter((MigrationState)9)|}]"),
        Rules.Expect(RuleIds.NotInSpec));

    [Fact]
    public Task While_the_state_is_being_typed_only_the_compiler_speaks() => Rules.Verify(
        Nic.Edit("// here", "[OnExit({|#0:Err|})]"),
        Rules.CompilerError("CS0103", 0));
}
