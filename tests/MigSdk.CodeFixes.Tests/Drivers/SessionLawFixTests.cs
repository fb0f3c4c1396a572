using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG1008.</summary>
public sealed class SessionLawFixTests
{
    private const string Saving = "[Arc(Stop, StopCopy)]\n    private SavingSession BeginSaving() => new DeviceSaving();";

    [Theory]
    [InlineData("private void BeginSaving() { }", "private SavingSession BeginSaving() => throw new System.NotImplementedException();")]
    [InlineData("private void BeginSaving()\n    {\n        // Prepare.\n        Move();\n    }", "private SavingSession BeginSaving()\n    {\n        // Prepare.\n        Move();\n        throw new System.NotImplementedException();\n    }")]
    [InlineData("private void BeginSaving() => Move();", "private SavingSession BeginSaving()\n    {\n        Move();\n        throw new System.NotImplementedException();\n    }")]
    [InlineData("private void BeginSaving() => Open(); DeviceSaving Open() => new();", "private SavingSession BeginSaving() => Open(); DeviceSaving Open() => new();")]
    [InlineData("private void BeginSaving(ArcContext arc)\n    {\n        if (arc.From == Stop)\n            return;\n        throw new System.InvalidOperationException();\n    }", "private SavingSession BeginSaving(ArcContext arc)\n    {\n        if (arc.From == Stop)\n            throw new System.NotImplementedException();\n        throw new System.InvalidOperationException();\n    }")]
    [InlineData("private async ValueTask BeginSaving() { await Task.Yield(); }", "private async ValueTask<SavingSession> BeginSaving() { await Task.Yield(); throw new System.NotImplementedException(); }")]
    [InlineData("private Task BeginSaving() => Task.CompletedTask;", null)]
    [InlineData("private ResumingSession BeginSaving() => new DeviceResuming();", null)]
    [InlineData("private ResumingSession BeginSaving() => null;", "private SavingSession BeginSaving() => null;")]
    [InlineData("private SavingSession BeginSaving(SavingSession old) => new DeviceSaving();", "private SavingSession BeginSaving() => new DeviceSaving();")]
    [InlineData("private SavingSession BeginSaving(SavingSession old) => old;", null)]
    public Task What_opens_a_session_returns_it(string wrong, string? right) => Verify(
        Source.Flags1.Edit(Saving, "[{|MIG1008:Arc(Stop, StopCopy)|}]\n    " + wrong),
        right is null ? null : Source.Flags1.Edit(Saving, "[Arc(Stop, StopCopy)]\n    " + right));

    [Theory]
    [InlineData("private SavingSession Apply() => null;", "private void Apply() { }")]
    [InlineData("private SavingSession Apply() => (SavingSession)null!;", "private void Apply() { }")]
    [InlineData("private SavingSession Apply() => new DeviceSaving();", "private void Apply() => new DeviceSaving();")]
    [InlineData("private SavingSession Apply(ArcContext arc)\n    {\n        if (arc.To == Stop)\n            return Open();\n        return null;\n    }\n\n    private static DeviceSaving Open() => new();", "private void Apply(ArcContext arc)\n    {\n        if (arc.To == Stop)\n            { Open(); return; }\n    }\n\n    private static DeviceSaving Open() => new();")]
    [InlineData("private async Task<ResumingSession> Apply() { await Task.Yield(); return null; }", "private async Task Apply() { await Task.Yield(); }")]
    [InlineData("private ValueTask<ResumingSession> Apply() => default;", null)]
    [InlineData("private void Apply(SavingSession session) { }", "private void Apply() { }")]
    [InlineData("private void Apply(SavingSession session) => session.ToString();", null)]
    public Task What_opens_none_returns_none_and_takes_the_open_one(string wrong, string? right) => Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]\n    private void Apply(ResumingSession session) { }", "[{|MIG1008:Arc(Resuming, Stop)|}]\n    " + wrong),
        right is null ? null : Source.Flags1.Edit("private void Apply(ResumingSession session) { }", right));

    [Fact]
    public Task Two_arcs_of_one_handler_are_mended_by_one_fix() => Fixes.Verify<SessionLawFix>(
        Source.Flags5.Edit("[Arc(Stop, StopCopy), Arc(Running, PreCopy)]", "[{|MIG1008:Arc(Stop, StopCopy)|}, {|MIG1008:Arc(Running, PreCopy)|}]").Edit("private SavingSession BeginSaving(ArcContext<MigrationState> arc) => new DeviceSaving();", "private void BeginSaving(ArcContext<MigrationState> arc) { }"),
        Source.Flags5.Edit("=> new DeviceSaving()", "=> throw new System.NotImplementedException()"));

    [Fact]
    public Task An_arc_among_others_of_another_kind_gets_a_handler_of_its_own() => Fixes.Verify<SessionLawFix>(
        Source.Flags5.Edit("[Arc(Stop, StopCopy), Arc(Running, PreCopy)]", "[Arc(Stop, StopCopy), Arc(Running, PreCopy), {|MIG1008:Arc(PreCopy, Running)|}, {|MIG1008:Arc(PreCopy, StopCopy)|}]").Edit("[Arc(PreCopy, StopCopy), Arc(PreCopy, Running), ", "["),
        Source.Flags5.Edit("[Arc(PreCopy, StopCopy), Arc(PreCopy, Running), ", "[").Edit("=> new DeviceSaving();\n", """
            => new DeviceSaving();

                        [Arc(PreCopy, Running)]
                        private void OnPreCopyToRunning() => throw new System.NotImplementedException();

                        [Arc(PreCopy, StopCopy)]
                        private void OnPreCopyToStopCopy() => throw new System.NotImplementedException();

            """),
        rounds: 2);

    [Fact]
    public Task Entry_and_exit_handlers_return_none() => Fixes.Verify<SessionLawFix>(
        Source.Flags5.Edit("[OnEnter(PreCopy), OnEnter(SessionKind.Saving)]\n            private void StartTracking() { }", "[{|MIG1008:OnEnter(PreCopy)|}, {|MIG1008:OnEnter(SessionKind.Saving)|}]\n            private SavingSession StartTracking() => null;"),
        Source.Flags5);

    private static Task Verify(string wrong, string? right) => right is null
        ? Fixes.VerifyNone<SessionLawFix>(wrong)
        : Fixes.Verify<SessionLawFix>(wrong, right);
}
