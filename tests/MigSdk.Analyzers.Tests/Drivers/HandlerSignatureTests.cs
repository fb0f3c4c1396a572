using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1007.</summary>
public sealed class HandlerSignatureTests
{
    private const string Returns =
        "a handler returns void, Task, ValueTask or, where the arc opens a session, that session or a task of it";

    private const string Takes = "a handler takes any of ArcContext, SavingSession, ResumingSession and CancellationToken";

    [Theory]
    [InlineData("int {|#0:Move|}() => 0;", "it returns int; " + Returns)]
    [InlineData("Task<int> {|#0:Move|}() => throw null;", "it returns Task<int>; " + Returns)]
    [InlineData("ValueTask<MigrationSession> {|#0:Move|}() => throw null;", "it returns ValueTask<MigrationSession>; " + Returns)]
    [InlineData("System.IDisposable[] {|#0:Move|}() => throw null;", "it returns IDisposable[]; " + Returns)]
    [InlineData("void {|#0:Move|}<T>() { }", "a handler cannot be generic")]
    [InlineData("void {|#0:Move|}(int queue) { }", "the parameter 'queue' is int; " + Takes)]
    [InlineData("void {|#0:Move|}(string[] names) { }", "the parameter 'names' is string[]; " + Takes)]
    [InlineData("void {|#0:Move|}(ref ArcContext arc) { }", "the parameter 'arc' is passed by reference")]
    [InlineData("void {|#0:Move|}(out int x) => x = 0;", "the parameter 'x' is passed by reference")]
    [InlineData("void {|#0:Move|}(ArcContext<Rfc2022State> arc) { }", "the parameter 'arc' is ArcContext<Rfc2022State>; " + Takes)]
    [InlineData("ref int {|#0:Move|}() => throw null;", "a handler cannot return by reference")]
    [InlineData("partial void {|#0:Move|}();", "the partial method has no implementation")]
    public Task A_handler_that_cannot_be_called_is_reported_once(string method, string problem) => Rules.Verify(
        Source.Flags1.Edit("private void Move() { }", method),
        Rules.Expect(RuleIds.HandlerSignature, 0, $"'Move' cannot be called: {problem}"));

    [Theory]
    [InlineData("OnReset", "int {|#0:X|}() => 0;", "a reset never waits for anything, so a method with [OnReset] returns void")]
    [InlineData("OnReset", "Task {|#0:X|}() => null;", "a reset never waits for anything, so a method with [OnReset] returns void")]
    [InlineData("OnReset", "async void {|#0:X|}() => await Task.Yield();", "a reset never waits for anything, so a method with [OnReset] cannot be async")]
    [InlineData("OnReset", "partial void {|#0:X|}(); async partial void X() => await Task.Yield();", "a reset never waits for anything, so a method with [OnReset] cannot be async")]
    [InlineData("OnReset", "void {|#0:X|}(ArcContext arc) { }", "a method with [OnReset] takes no parameters")]
    [InlineData("OnReset", "void {|#0:X|}<T>() { }", "a method with [OnReset] cannot be generic")]
    [InlineData("StopCopyLength", "int {|#0:X|}() => 0;", "a method with [StopCopyLength] returns long")]
    [InlineData("StopCopyLength", "ValueTask<long> {|#0:X|}() => default;", "a method with [StopCopyLength] returns long")]
    [InlineData("StopCopyLength", "long {|#0:X|}(int page) => 0;", "a method with [StopCopyLength] takes no parameters")]
    [InlineData("OnEnter(Stop)", "void {|#0:X|}(int page) { }", "the parameter 'page' is int; " + Takes)]
    [InlineData("OnExit(Stop), OnEnter(Stop)", "int {|#0:X|}() => 0;", "it returns int; " + Returns)]
    public Task So_is_a_hook(string attribute, string method, string problem) => Rules.Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", $"[{attribute}] {method}\n[Arc(Resuming, Stop)]"),
        Rules.Expect(RuleIds.HandlerSignature, 0, $"'X' cannot be called: {problem}"));

    [Fact]
    public Task A_property_is_no_handler() => Rules.Verify(
        Source.Flags1.Edit("private void Move() { }", "private void Move() { }\nprivate int X { [OnEnter(Stop)] {|#0:get|} => 0; }"),
        Rules.Expect(RuleIds.HandlerSignature, 0, "'get_X' cannot be called: it is no ordinary method"));

    [Fact]
    public Task An_explicit_interface_implementation_is_no_handler() => Rules.Verify(
        Source.Flags1.Edit("partial class Nic\n", "partial class Nic : System.IDisposable\n")
            .Edit("private void Move() { }", "void System.IDisposable.{|#0:Dispose|}() { }"),
        Rules.Expect(RuleIds.HandlerSignature).WithMessage(
            "'System.IDisposable.Dispose' cannot be called: a handler cannot be an explicit interface implementation"));

    [Theory]
    [InlineData("{|#0:Tas|} Move() => null;")]
    [InlineData("void Move({|#0:CancelationToken|} cancel) { }")]
    [InlineData("int Move({|#0:CancelationToken|} cancel) => 0;")]
    public Task A_half_typed_signature_is_the_compilers_to_report(string method) => Rules.Verify(
        Source.Flags1.Edit("private void Move() { }", method),
        Rules.CompilerError("CS0246", 0));

    [Theory]
    [InlineData("ValueTask Move(CancellationToken cancel, ArcContext arc) => default;")]
    [InlineData("static void Move(in ArcContext<MigrationState> arc) { }")]
    [InlineData("partial void Move(); partial void Move() { }")]
    [InlineData("void @Move(ArcContext @event) { }")]
    public Task Whatever_can_be_called_is_a_handler(string method) => Rules.Verify(
        Source.Flags1.Edit("private void Move() { }", method));
}
