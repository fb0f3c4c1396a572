using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1006.</summary>
public sealed class DuplicateHandlerTests
{
    [Fact]
    public Task Two_methods_for_one_arc() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", "[Arc(Resuming, Stop), {|#0:Arc(Stop, Running)|}]").Edit("ResumingSession session", ""),
        Rules.Expect(RuleIds.DuplicateHandler, 0, "Stop -> Running has a handler already: 'Move'"));

    [Fact]
    public Task One_arc_twice_on_one_method() => Rules.Verify(
        Source.Flags1.Edit("Arc(StopCopy, Stop)]", "Arc(StopCopy, Stop), {|#0:Arc(Running, Stop)|}, {|#1:Arc(Running, Stop)|}]"),
        Rules.Expect(RuleIds.DuplicateHandler, 0, "Running -> Stop has a handler already: 'Move'"),
        Rules.Expect(RuleIds.DuplicateHandler, 1));

    [Fact]
    public Task A_second_handler_is_not_held_against_the_session_law_too() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", "[Arc(Resuming, Stop), {|#0:Arc(Stop, StopCopy)|}]"),
        Rules.Expect(RuleIds.DuplicateHandler, 0, "Stop -> StopCopy has a handler already: 'BeginSaving'"));

    [Fact]
    public Task In_two_files() => Rules.Verify(
        [Source.Flags1, "using MigSdk; partial class Nic { [{|#0:Arc(MigrationState.Running, MigrationState.Stop)|}] void Other() { } }"],
        "",
        Rules.Expect(RuleIds.DuplicateHandler));

    [Theory]
    [InlineData("OnEnter(PreCopy)", "Entering PreCopy")]
    [InlineData("OnEnter<MigrationState>(PreCopy)", "Entering PreCopy")]
    [InlineData("OnEnter(SessionKind.Saving)", "Entering the saving group")]
    public Task Two_entry_handlers_for_one_thing(string attribute, string what) => Rules.Verify(
        Source.Flags5.Edit("[OnExit(SessionKind.Saving)]", $"[OnExit(SessionKind.Saving), {{|#0:{attribute}|}}]")
            .Edit("StopTracking(SavingSession session)", "StopTracking()"),
        Rules.Expect(RuleIds.DuplicateHandler, 0, $"{what} has a handler already: 'StartTracking'"));

    [Fact]
    public Task Two_exit_handlers_for_one_thing() => Rules.Verify(
        Source.Flags5.Edit("OnEnter(PreCopy)", "OnExit(SessionKind.Saving)").Edit("[OnExit(SessionKind.Saving)]", "[{|#0:OnExit(SessionKind.Saving)|}]"),
        Rules.Expect(RuleIds.DuplicateHandler, 0, "Leaving the saving group has a handler already: 'StartTracking'"));

    [Fact]
    public Task Entry_and_exit_of_a_state_and_of_its_group_are_four_things() => Rules.Verify(
        Source.Flags5.Edit("[OnExit(SessionKind.Saving)]", "[OnExit(SessionKind.Saving), OnExit(PreCopy), OnEnter(SessionKind.Resuming)]")
            .Edit("StopTracking(SavingSession session)", "StopTracking()"));

    [Fact]
    public Task Two_reset_hooks() => Rules.Verify(
        Source.Flags3.Edit("private void ResetDevice() { }", "private void ResetDevice() { }\n[{|#0:OnReset|}] private void More() { }"),
        Rules.Expect(RuleIds.DuplicateHandler, 0, "[OnReset] has a handler already: 'ResetDevice'"));

    [Fact]
    public Task Two_estimates() => Rules.Verify(
        Source.Flags3.Edit("private void ResetDevice() { }", "private void ResetDevice() { }\n[StopCopyLength] private long More() => 0;")
            .Edit("[StopCopyLength]\n", "[{|#0:StopCopyLength|}]\n"),
        Rules.Expect(RuleIds.DuplicateHandler, 0, "[StopCopyLength] has a handler already: 'More'"));

    [Fact]
    public Task What_is_no_arc_is_reported_for_that_alone() => Rules.Verify(
        Source.Flags1.Edit("Arc(StopCopy, Stop)]", "Arc(StopCopy, Stop), {|#0:Arc(Running, StopCopy)|}, {|#1:Arc(Running, StopCopy)|}]"),
        Rules.Expect(RuleIds.NotInSpec, 0),
        Rules.Expect(RuleIds.NotInSpec, 1));
}
