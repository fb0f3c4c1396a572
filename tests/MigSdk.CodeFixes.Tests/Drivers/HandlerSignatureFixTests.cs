using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG1007.</summary>
public sealed class HandlerSignatureFixTests
{
    [Theory]
    [InlineData("int {|MIG1007:Move|}() => 0;", "void Move() { }")]
    [InlineData("private int {|MIG1007:Move|}() { return 0; }", "private void Move() { }")]
    [InlineData("private bool {|MIG1007:Move|}(ArcContext arc)\n    {\n        if (arc.From == Stop)\n            return true;\n\n        // Done.\n        return true;\n    }", "private void Move(ArcContext arc)\n    {\n        if (arc.From == Stop)\n            return;\n\n        // Done.\n        return;\n    }")]
    [InlineData("async Task<int> {|MIG1007:Move|}()\n    {\n        await Task.Yield();\n        return 0;\n    }", "async Task Move()\n    {\n        await Task.Yield();\n    }")]
    [InlineData("Task<int> {|MIG1007:Move|}() => throw null;", null)]
    [InlineData("private async void {|MIG1013:Move|}() => await Task.Yield();", "private async ValueTask Move() => await Task.Yield();")]
    [InlineData("void {|MIG1007:Move|}<T, U>() where T : class { }", "void Move() { }")]
    [InlineData("void {|MIG1007:Move|}<T>() { _ = default(T); }", null)]
    [InlineData("void {|MIG1007:Move|}(ArcContext arc, int queue, CancellationToken cancel) { }", "void Move(ArcContext arc, CancellationToken cancel) { }")]
    [InlineData("void {|MIG1007:Move|}(int queue) => System.Console.Write(queue);", null)]
    [InlineData("void {|MIG1007:Move|}(ref ArcContext arc) { }", "void Move(ArcContext arc) { }")]
    [InlineData("void {|MIG1007:Move|}(out int x) => x = 0;", null)]
    [InlineData("void {|MIG1007:Move|}(ArcContext<Rfc2022State> arc) { }", "void Move(ArcContext arc) { }")]
    [InlineData("void {|MIG1007:Move|}(ArcContext<Rfc2022State> arc) => M(arc.From); void M(Rfc2022State state) { }", null)]
    [InlineData("int {|MIG1007:Move|}<T>(string[] names) => 0;", "void Move() { }")]
    [InlineData("int {|MIG1007:Move|}(ArcContext arc) => arc.From == Stop ? 0 : -1;", null)]
    [InlineData("int {|MIG1007:Move|}() => 0; int Other() => Move();", null)]
    [InlineData("ref int {|MIG1007:Move|}() => throw null;", null)]
    [InlineData("partial void {|MIG1007:Move|}();", null)]
    public Task A_handler_whose_signature_has_one_right_form(string wrong, string? right) => Verify(
        Source.Flags1.Edit("private void Move() { }", wrong),
        right is null ? null : Source.Flags1.Edit("private void Move() { }", right));

    [Theory]
    [InlineData("private MigrationSession {|MIG1007:BeginSaving|}() => new DeviceSaving();", "private SavingSession BeginSaving() => new DeviceSaving();")]
    [InlineData("private async Task<object> {|MIG1007:BeginSaving|}() { await Task.Yield(); return new DeviceSaving(); }", "private async Task<SavingSession> BeginSaving() { await Task.Yield(); return new DeviceSaving(); }")]
    [InlineData("private object {|MIG1007:BeginSaving|}() => new object();", null)]
    public Task What_opens_a_session_returns_it(string wrong, string? right) => Verify(
        Source.Flags1.Edit("private SavingSession BeginSaving() => new DeviceSaving();", wrong),
        right is null ? null : Source.Flags1.Edit("private SavingSession BeginSaving() => new DeviceSaving();", right));

    [Theory]
    [InlineData("OnReset", "int {|MIG1007:X|}() => 0;", "void X() { }")]
    [InlineData("OnReset", "void {|MIG1007:X|}(ArcContext arc) { }", "void X() { }")]
    [InlineData("OnReset", "Task {|MIG1007:X|}() => null;", "void X() { }")]
    [InlineData("OnReset", "async void {|MIG1007:X|}() => await Task.Yield();", null)]
    [InlineData("StopCopyLength", "int {|MIG1007:X|}() => 4096;", "long X() => 4096;")]
    [InlineData("StopCopyLength", "ValueTask<long> {|MIG1007:X|}() => default;", null)]
    [InlineData("StopCopyLength", "double {|MIG1007:X|}() => 0.5;", null)]
    public Task So_is_a_hook(string attribute, string wrong, string? right) => Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", $"[{attribute}] {wrong}\n[Arc(Resuming, Stop)]"),
        right is null ? null : Source.Flags1.Edit("[Arc(Resuming, Stop)]", $"[{attribute}] {right}\n[Arc(Resuming, Stop)]"));

    [Fact]
    public Task The_context_of_another_spec_is_its_own() => Fixes.Verify<HandlerSignatureFix>(
        Source.Power.Edit("Move(ArcContext<PowerState> arc)", "{|MIG1007:Move|}(ArcContext arc)"),
        Source.Power);

    [Fact]
    public Task Several_in_several_files_with_CRLF() => Fixes.Verify<HandlerSignatureFix>(
        [
            Source.Flags1.Edit("void Move() { }", "bool {|MIG1007:Move|}()\n    {\n        return true; // moved\n    }").Edit("void Apply(ResumingSession session) { }", "void {|MIG1007:Apply|}(int size) { }").ReplaceLineEndings("\r\n"),
            Source.Power.Edit("Move(ArcContext<PowerState> arc)", "{|MIG1007:Move|}(int arc)"),
        ],
        [
            Source.Flags1.Edit("void Move() { }", "void Move()\n    {\n        return; // moved\n    }").Edit("void Apply(ResumingSession session) { }", "void Apply() { }").ReplaceLineEndings("\r\n"),
            Source.Power.Edit("Move(ArcContext<PowerState> arc)", "Move()"),
        ],
        rounds: 3);

    [Theory]
    [InlineData("System.IDisposable", "public int {|MIG1007:Move|}() => 0; void System.IDisposable.Dispose() { }")]
    [InlineData("System.ICloneable", "public object {|MIG1007:Clone|}() => null;")]
    public Task What_others_may_count_on_is_not_changed_behind_their_back(string contract, string method) => Fixes.VerifyNone<HandlerSignatureFix>(
        Source.Flags1.Edit("private void Move() { }", method).Edit("partial class Nic\n", $"partial class Nic : {contract}\n")
        + "class Other { object Use(Nic nic) => ((System.Func<object>)(() => 1))(); int Move(dynamic nic) => nic.Move(); }");

    private static Task Verify(string wrong, string? right) => right is null
        ? Fixes.VerifyNone<HandlerSignatureFix>(wrong)
        : Fixes.Verify<HandlerSignatureFix>(wrong, right);
}
