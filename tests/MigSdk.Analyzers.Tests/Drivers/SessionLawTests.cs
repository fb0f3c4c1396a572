using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1008.</summary>
public sealed class SessionLawTests
{
    [Fact]
    public Task An_arc_that_opens_a_session_returns_it() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Stop, StopCopy)]", "[{|#0:Arc(Stop, StopCopy)|}]")
            .Edit("private SavingSession BeginSaving() => new DeviceSaving();", "private void BeginSaving() { }"),
        Rules.Expect(RuleIds.SessionLaw, 0, "Stop -> StopCopy opens a saving session, which its handler must return"));

    [Fact]
    public Task The_session_is_of_the_right_kind() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Stop, Resuming)]", "[{|#0:Arc(Stop, Resuming)|}]")
            .Edit("private ResumingSession BeginResuming() => new DeviceResuming();", "private ValueTask<SavingSession> BeginResuming() => default;"),
        Rules.Expect(RuleIds.SessionLaw, 0, "Stop -> Resuming opens a resuming session, which its handler must return"));

    [Fact]
    public Task No_other_arc_returns_a_session() => Rules.Verify(
        Source.Flags5.Edit("[Arc(Stop, StopCopy), Arc(Running, PreCopy)]", "[Arc(Stop, StopCopy), Arc(Running, PreCopy), {|#0:Arc(PreCopy, StopCopy)|}]")
            .Edit("[Arc(PreCopy, StopCopy), ", "["),
        Rules.Expect(RuleIds.SessionLaw, 0, "PreCopy -> StopCopy opens no session, so its handler must not return one"));

    [Fact]
    public Task A_session_is_taken_only_where_one_is_open() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Running, Stop), Arc(Stop, Running),", "[{|#0:Arc(Running, Stop)|}, {|#1:Arc(Stop, Running)|},")
            .Edit("private void Move()", "private void Move(SavingSession session)"),
        Rules.Expect(RuleIds.SessionLaw, 0, "no saving session is open while Running -> Stop is taken"),
        Rules.Expect(RuleIds.SessionLaw, 1, "no saving session is open while Stop -> Running is taken"));

    [Fact]
    public Task A_session_of_the_other_kind_is_not_open() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", "[{|#0:Arc(Resuming, Stop)|}]").Edit("Apply(ResumingSession session)", "Apply(SavingSession session)"),
        Rules.Expect(RuleIds.SessionLaw, 0, "no saving session is open while Resuming -> Stop is taken"));

    [Fact]
    public Task A_session_type_of_the_drivers_own_must_be_the_one_that_was_opened() => Rules.Verify(
        Source.Flags7.Edit("[Arc(Resuming, Stop)]", "[{|#0:Arc(Resuming, Stop)|}]").Edit("DeviceResuming BeginResuming() => new()", "ResumingSession BeginResuming() => new DeviceResuming()"),
        Rules.Expect(RuleIds.SessionLaw, 0, "BeginResuming opens a ResumingSession, which is no DeviceResuming"));

    [Theory]
    [InlineData("OnEnter(PreCopy)", "SavingSession X() => null;", "entry and exit handlers open no session, so they must not return one")]
    [InlineData("OnExit(Running)", "void X(SavingSession s) { }", "no saving session is open where the handler runs")]
    [InlineData("OnExit(SessionKind.Resuming)", "void X(SavingSession s) { }", "no saving session is open where the handler runs")]
    public Task The_law_holds_for_entry_and_exit_too(string attribute, string method, string message) => Rules.Verify(
        Source.Flags5.Edit("[OnEnter(PreCopy), OnEnter(SessionKind.Saving)]", $"[{{|#0:{attribute}|}}] {method}\n[OnEnter(SessionKind.Saving)]"),
        Rules.Expect(RuleIds.SessionLaw, 0, message));

    [Fact]
    public Task An_exit_handler_may_take_the_session_that_is_still_open() => Rules.Verify(
        Source.Flags5.Edit("OnEnter(PreCopy), OnEnter(SessionKind.Saving)", "OnExit(PreCopy), OnExit(SessionKind.Resuming)")
            .Edit("[OnExit(SessionKind.Saving)]", "[OnExit(StopCopy)]"));

    [Fact]
    public Task What_is_no_arc_is_not_held_against_the_law() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Stop, StopCopy)]", "[Arc(Stop, StopCopy), {|#0:Arc(Running, Resuming)|}, {|#1:Arc(Running, RunningP2P)|}]"),
        Rules.Expect(RuleIds.NotInSpec, 0),
        Rules.Expect(RuleIds.AbsentFeature, 1));
}
