using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1016.</summary>
public sealed class StubHandlerTests
{
    [Theory]
    [InlineData("private void {|#0:Move|}() => throw new System.NotImplementedException();")]
    [InlineData("private void {|#0:Move|}() { throw new System.NotImplementedException(); }")]
    [InlineData("private void {|#0:Move|}() => throw new global::System.NotImplementedException(\"later\");")]
    [InlineData("private Task {|#0:Move|}() => throw new System.NotImplementedException();")]
    [InlineData("private static ValueTask {|#0:Move|}(CancellationToken cancel) { throw new System.NotImplementedException(\"later\", null); }")]
    [InlineData("private partial void Move(); private partial void {|#0:Move|}() => throw new System.NotImplementedException();")]
    [InlineData("private void {|#0:Move|}(ArcContext arc) { /* soon */ throw new System.NotImplementedException(arc.ToString()); }")]
    public Task A_handler_that_only_throws_is_a_stub(string method) =>
        Rules.Verify(Source.Flags1.Edit("private void Move() { }", method), Rules.Expect(RuleIds.StubHandler));

    [Fact]
    public Task The_message_names_the_handler_and_its_arc() => Rules.Verify(
        Source.Flags1.Edit("private void Apply(ResumingSession session) { }", "private void {|#0:Apply|}() => throw new System.NotImplementedException();"),
        Rules.Expect(RuleIds.StubHandler, 0, "'Apply', the handler of Resuming -> Stop, always fails: it only throws NotImplementedException"));

    [Fact]
    public Task With_a_using_directive_and_a_session() => Rules.Verify(
        "using System;\n" + Source.Flags1.Edit("BeginSaving() => new DeviceSaving();", "{|#0:BeginSaving|}() => throw new NotImplementedException();"),
        Rules.Expect(RuleIds.StubHandler));

    [Theory]
    [InlineData("OnReset", "void {|#0:X|}()", "the reset hook")]
    [InlineData("StopCopyLength", "long {|#0:X|}()", "the estimate of the stream's length")]
    [InlineData("OnEnter(Stop)", "void {|#0:X|}()", "the entry handler of Stop")]
    [InlineData("OnExit(SessionKind.Resuming)", "void {|#0:X|}()", "the exit handler of the resuming group")]
    public Task Hooks_and_entry_and_exit_handlers_are_no_better(string attribute, string head, string role) => Rules.Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", $"[{attribute}] {head} => throw new System.NotImplementedException();\n[Arc(Resuming, Stop)]"),
        Rules.Expect(RuleIds.StubHandler, 0, $"'X', {role}, always fails: it only throws NotImplementedException"));

    [Theory]
    [InlineData("private void Move() { }")]
    [InlineData("private void Move() => throw new MigrationException(Errno.ENOSYS);")]
    [InlineData("private void Move() => throw new System.NotSupportedException();")]
    [InlineData("private void Move() { if (System.Environment.TickCount < 0) throw new System.NotImplementedException(); }")]
    [InlineData("private void Move(ArcContext arc) { if (arc.To == Stop) { return; } throw new System.NotImplementedException(); }")]
    [InlineData("private void Move() { try { throw new System.NotImplementedException(); } catch (System.NotImplementedException) { } }")]
    [InlineData("private void Move() { }\nprivate void Helper() => throw new System.NotImplementedException();")]
    public Task What_does_something_else_is_no_stub(string method) =>
        Rules.Verify(Source.Flags1.Edit("private void Move() { }", method));

    [Fact]
    public Task A_pragma_suppresses_it() => Rules.Verify(Source.Flags1.Edit(
        "private void Move() { }", "#pragma warning disable MIG1016\nprivate void Move() => throw new System.NotImplementedException();\n#pragma warning restore MIG1016"));

    [Fact]
    public Task A_missing_using_directive_is_the_compilers_to_report() => Rules.Verify(
        Source.Flags1.Edit("private void Move() { }", "private void {|#0:Move|}() => throw new {|#1:NotImplementedException|}();"),
        Rules.Expect(RuleIds.StubHandler, 0),
        Rules.CompilerError("CS0246", 1));

    [Theory]
    [InlineData("private void Move() { throw }")]
    [InlineData("private void Move() => throw new")]
    [InlineData("private void Move() => throw new ();")]
    [InlineData("private void Move() => ")]
    public async Task A_half_typed_body_does_no_harm(string method) => Assert.DoesNotContain(
        await Compiling.ReportAsync(Source.Flags1.Edit("private void Move() { }", method)),
        diagnostic => diagnostic.Id == RuleIds.StubHandler);
}
