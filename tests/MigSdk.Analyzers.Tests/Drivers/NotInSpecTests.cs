using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1003.</summary>
public sealed class NotInSpecTests
{
    [Theory]
    [InlineData("Running, StopCopy", "Running -> StopCopy is no arc: it is carried out as Running -> Stop -> StopCopy")]
    [InlineData("Running, Resuming", "Running -> Resuming is no arc: it is carried out as Running -> Stop -> Resuming")]
    [InlineData("Running, Running", "Running -> Running is no arc: a state onto itself takes no step")]
    [InlineData("Running, Error", "Running -> Error is no arc: Error is entered by a failure and left by a reset only")]
    [InlineData("Error, Running", "Error -> Running is no arc: Error is entered by a failure and left by a reset only")]
    [InlineData("Running, (MigrationState)99", "99 is the value of no state of MigrationState")]
    [InlineData("(MigrationState)8, Running", "8 is the value of no state of MigrationState")]
    public Task What_is_no_arc_is_reported_with_the_reason(string pair, string message) => Rules.Verify(
        Source.Flags1.Edit("Arc(StopCopy, Stop)", $"Arc(StopCopy, Stop), {{|#0:Arc({pair})|}}"),
        Rules.Expect(RuleIds.NotInSpec, 0, message));

    [Fact]
    public Task A_blocked_pair_is_no_arc() => Rules.Verify(
        Source.Flags7.Edit("[Arc(StopCopy, Stop)", "[{|#0:Arc(StopCopy, PreCopy)|}, Arc(StopCopy, Stop)"),
        Rules.Expect(RuleIds.NotInSpec, 0, "StopCopy -> PreCopy is no arc: MigrationState blocks this transition"));

    [Fact]
    public Task The_error_state_is_named_as_the_spec_names_it() => Rules.Verify(
        Source.Features.Edit("[Arc<LinkState>(Down, Up)", "[{|#0:Arc<LinkState>(Broken, Up)|}, Arc<LinkState>(Down, Up)"),
        Rules.Expect(RuleIds.NotInSpec, 0, "Broken -> Up is no arc: Broken is entered by a failure and left by a reset only"));

    [Fact]
    public Task Where_there_are_single_arcs_only_no_other_is_one() => Rules.Verify(
        """
        using MigSdk;
        using static S;

        [StateMachineSpec(SingleArcsOnly = true), SpecArc<S>(A, B), SpecArc<S>(B, C), SpecArc<S>(C, A)]
        enum S { A, B, C }

        [StateMachineDriver<S>]
        partial class D
        {
            [Arc<S>(A, B), Arc<S>(B, C), Arc<S>(C, A), {|#0:Arc<S>(A, C)|}]
            private void Move() { }
        }
        """,
        Rules.Expect(RuleIds.NotInSpec, 0, "A -> C is no arc of S, which has no combination transitions"));

    [Fact]
    public Task A_handler_at_no_state_is_reported() => Rules.Verify(
        Source.Flags5.Edit("OnEnter(PreCopy)", "{|#0:OnEnter((MigrationState)9)|}"),
        Rules.Expect(RuleIds.NotInSpec, 0, "9 is the value of no state of MigrationState"));

    [Fact]
    public Task No_session_is_no_group() => Rules.Verify(
        Source.Flags5.Edit("OnExit(SessionKind.Saving)", "{|#0:OnExit(SessionKind.None)|}"),
        Rules.Expect(RuleIds.NotInSpec, 0, "SessionKind.None is no session group"));

    [Fact]
    public Task Arcs_of_another_spec_are_reported() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", "[Arc(Resuming, Stop), {|#0:Arc<Rfc2022State>(Rfc2022State.Running, Rfc2022State.Stop)|}]"),
        Rules.Expect(RuleIds.NotInSpec, 0, "'Nic' is a driver of MigrationState, and this is about states of Rfc2022State"));

    [Fact]
    public Task The_plain_attributes_are_about_the_states_of_vfio() => Rules.Verify(
        Source.Power.Edit("[OnEnter<PowerState>(D1)]", "[{|#0:OnEnter(MigrationState.Stop)|}, {|#1:Arc(MigrationState.Stop, MigrationState.Running)|}]"),
        Rules.Expect(RuleIds.NotInSpec, 0, "'WithD1' is a driver of PowerState, and this is about states of MigrationState"),
        Rules.Expect(RuleIds.NotInSpec, 1));

    [Fact]
    public Task The_generic_attributes_may_name_the_states_of_vfio_too() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", "[Arc<MigrationState>(Resuming, Stop), OnExit<MigrationState>(Resuming)]"));
}
