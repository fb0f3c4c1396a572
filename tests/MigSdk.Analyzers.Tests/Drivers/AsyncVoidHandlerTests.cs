using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1013.</summary>
public sealed class AsyncVoidHandlerTests
{
    private const string Problem = "is async void: the engine can neither wait for it nor see it fail; return ValueTask";

    [Theory]
    [InlineData("async void {|#0:Move|}() => await Task.Yield();")]
    [InlineData("private async void {|#0:Move|}() { await Task.Yield(); }")]
    [InlineData("private static async void {|#0:Move|}(CancellationToken cancel) { await Task.Delay(1, cancel); }")]
    [InlineData("public async void {|#0:Move|}(ArcContext arc, CancellationToken cancel) => await Task.Delay(1, cancel);")]
    [InlineData("private partial void Move(); private async partial void {|#0:Move|}() => await Task.Yield();")]
    [InlineData("internal async void {|#0:Move|}(ArcContext<MigrationState> arc) => await Task.Delay((int)arc.To);")]
    public Task An_arcs_handler_that_cannot_be_waited_for_is_reported_once(string method) => Rules.Verify(
        Source.Flags1.Edit("private void Move() { }", method), Rules.Expect(RuleIds.AsyncVoidHandler));

    [Fact]
    public Task The_message_names_the_handler_and_its_arcs() => Rules.Verify(
        Source.Flags1.Edit("private void Move() { }", "private async void {|#0:Move|}() => await Task.Yield();"),
        Rules.Expect(RuleIds.AsyncVoidHandler, 0, $"'Move', the handler of Running -> Stop and 2 more, {Problem}"));

    [Theory]
    [InlineData("OnEnter(Stop)", "the entry handler of Stop")]
    [InlineData("OnExit(SessionKind.Saving)", "the exit handler of the saving group")]
    [InlineData("OnEnter(Stop), OnExit(Stop)", "the entry handler of Stop")]
    public Task So_is_an_entry_or_exit_handler(string attribute, string role) => Rules.Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", $"[{attribute}] async void {{|#0:X|}}() => await Task.Yield();\n[Arc(Resuming, Stop)]"),
        Rules.Expect(RuleIds.AsyncVoidHandler, 0, $"'X', {role}, {Problem}"));

    [Fact]
    public Task A_signature_that_is_wrong_besides_is_a_mistake_of_its_own() => Rules.Verify(
        Source.Flags1.Edit("private void Move() { }", "private async void {|#0:Move|}(int queue) => await Task.Delay(queue);"),
        Rules.Expect(RuleIds.AsyncVoidHandler),
        Rules.Expect(RuleIds.HandlerSignature));

    [Fact]
    public Task A_hook_cannot_be_asynchronous_at_all() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", "[OnReset, OnEnter(Stop)] async void {|#0:X|}() => await Task.Yield();\n[Arc(Resuming, Stop)]"),
        Rules.Expect(RuleIds.HandlerSignature));

    [Theory]
    [InlineData("private async ValueTask Move() => await Task.Yield();")]
    [InlineData("private async Task Move() => await Task.Yield();")]
    [InlineData("private void Move() { }\nprivate async void Tick() => await Task.Yield();")]
    [InlineData("private void Move() { async void Local() => await Task.Yield(); System.Action tick = Local; System.GC.KeepAlive(tick); }")]
    [InlineData("private void Move() => System.GC.KeepAlive((System.Action)(async () => await Task.Yield()));")]
    [InlineData("private partial Task Move(); private async partial Task Move() => await Task.Yield();")]
    public Task What_is_no_async_void_handler_is_not_reported(string method) =>
        Rules.Verify(Source.Flags1.Edit("private void Move() { }", method));

    [Fact]
    public Task A_method_of_a_class_that_is_no_driver_may_be_async_void() => Rules.Verify(
        Source.Flags1.Edit("[MigrationDriver]", "").Edit("private void Move() { }", "private async void Move() => await Task.Yield();"));

    [Fact]
    public Task While_the_signature_is_being_typed_only_the_compiler_speaks() => Rules.Verify(
        Source.Flags1.Edit("private void Move() { }", "private async {|#0:Vali|} {|#1:Move|}() { await Task.Yield(); }"),
        Rules.CompilerError("CS0246", 0),
        Rules.CompilerError("CS0161", 1));
}
