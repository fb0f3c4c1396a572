using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1014.</summary>
public sealed class IgnoredTaskTests
{
    private const string Device =
        "\nprivate static Task<int> Drain() => Task.FromResult(0);\nprivate static ValueTask Stop2(CancellationToken cancel = default) => default;\n"
        + "private static async Task FlushAsync() => await Task.Yield();\n";

    private static async Task<string[]> IdsAsync(string apply)
    {
        string source = Regex.Replace(Applying(apply), @"\{\|#\d:(.*?)\|\}", "$1");
        return
        [
            .. Compiling.Generate(source).GetDiagnostics().Where(diagnostic => diagnostic.Id == "CS4014").Select(diagnostic => diagnostic.Id),
            .. (await Compiling.ReportAsync(source)).Select(diagnostic => diagnostic.Id),
        ];
    }

    private static string Applying(string apply) =>
        Source.Flags1.Edit("private void Apply(ResumingSession session) { }", apply + Device);

    [Theory]
    [InlineData("private void Apply() { {|#0:Drain()|}; }", "Drain")]
    [InlineData("private void Apply() => {|#0:Stop2()|};", "Stop2")]
    [InlineData("private void Apply(CancellationToken cancel) { {|#0:Task.Delay(10, cancel)|}; }", "Delay")]
    [InlineData("private void Apply() { _ = {|#0:Drain()|}; }", "Drain")]
    [InlineData("private void Apply() => _ = {|#0:FlushAsync()|};", "FlushAsync")]
    [InlineData("private async Task Apply() { _ = {|#0:Stop2()|}; await Task.Yield(); }", "Stop2")]
    [InlineData("private void Apply() { var pending = {|#0:FlushAsync()|}; }", "FlushAsync")]
    [InlineData("private async Task Apply() { Task pending = {|#0:Drain()|}; await Task.Yield(); }", "Drain")]
    [InlineData("private void Apply() { Task pending; pending = {|#0:Drain()|}; }", "Drain")]
    [InlineData("private void Apply() { _ = {|#0:Task.Run(() => { })|}; }", "Run")]
    [InlineData("private void Apply() { {|#0:Task.WhenAll(Drain(), FlushAsync())|}; }", "WhenAll")]
    [InlineData("private void Apply() { _ = {|#0:Stop2().AsTask()|}; }", "AsTask")]
    [InlineData("private void Apply() { if (State == Resuming) { Wait(); } void Wait() { _ = {|#0:Drain()|}; } }", "Drain")]
    [InlineData("private void Apply() { object pending = {|#0:Drain()|}; }", "Drain")]
    public Task A_task_that_nobody_waits_for_is_reported(string apply, string callee) => Rules.Verify(
        Applying(apply),
        Rules.Expect(RuleIds.IgnoredTask, 0, $"'Apply', the handler of Resuming -> Stop, drops the task of {callee}: the step can end before that is done, and its failure is lost"));

    [Fact]
    public Task Also_where_the_call_is_conditional() => Rules.Verify(
        Applying("private async Task Apply() { _stream?{|#0:.FlushAsync()|}; await Task.Yield(); }\nprivate System.IO.Stream? _stream = null;").Insert(0, "#nullable enable annotations\n"),
        Rules.Expect(RuleIds.IgnoredTask));

    [Fact]
    public Task Also_in_a_method_that_the_handler_calls() => Rules.Verify(
        Applying("private void Apply() { Halt(); Halt(); }\nprivate void Halt() { _ = {|#0:FlushAsync()|}; }"),
        Rules.Expect(RuleIds.IgnoredTask, 0, "'Halt', which 'Apply' calls, drops the task of FlushAsync: the step can end before that is done, and its failure is lost"));

    [Fact]
    public Task Two_handlers_that_call_it_are_one_mistake() => Rules.Verify(
        Applying("private void Apply() => Halt();\nprivate void Halt() { _ = {|#0:FlushAsync()|}; }").Edit("private void Move() { }", "private void Move() => Halt();"),
        Rules.Expect(RuleIds.IgnoredTask));

    [Theory]
    [InlineData("OnReset", "void X()", "the reset hook", "the reset")]
    [InlineData("OnEnter(Stop)", "void X()", "the entry handler of Stop", "the step")]
    public Task Also_in_hooks(string attribute, string head, string role, string what) => Rules.Verify(
        Applying($"private void Apply() {{ }}\n[{attribute}] {head} => _ = {{|#0:Drain()|}};"),
        Rules.Expect(RuleIds.IgnoredTask, 0, $"'X', {role}, drops the task of Drain: {what} can end before that is done, and its failure is lost"));

    [Theory]
    [InlineData("private async Task Apply() { {|#0:Drain()|}; await Task.Yield(); }")]
    [InlineData("private void Apply() { {|#0:FlushAsync()|}; }")]
    [InlineData("private void Apply() => {|#0:FlushAsync()|};")]
    [InlineData("private async Task Apply() => {|#0:Drain()|};")]
    public async Task What_the_compiler_reports_is_left_to_it(string apply)
    {
        Assert.Equal(["CS4014"], await IdsAsync(apply));
        await Rules.Verify(Applying(apply));
    }

    [Theory]
    [InlineData("private void Apply() { Drain(); }")]
    [InlineData("private async Task Apply() { _ = Drain(); await Task.Yield(); }")]
    [InlineData("private async Task Apply() { Task pending = FlushAsync(); await Task.Yield(); }")]
    [InlineData("private async Task Apply(ResumingSession session) { session?.WriteAsync(default); await Task.Yield(); }")]
    public async Task What_the_compiler_leaves_out_is_reported(string apply) => Assert.Equal([RuleIds.IgnoredTask], await IdsAsync(apply));

    [Theory]
    [InlineData("private async Task Apply() { await Drain(); var pending = FlushAsync(); await pending; }")]
    [InlineData("private Task Apply() => Drain();")]
    [InlineData("private async Task Apply() { var first = Drain(); await Task.WhenAll(first, FlushAsync()); }")]
    [InlineData("private void Apply() => Stop2().AsTask().Wait();")]
    [InlineData("private void Apply() => Drain().GetAwaiter().GetResult();")]
    [InlineData("private async Task Apply() { _ = await Drain(); int read = await Drain(); }", "CS0219")]
    [InlineData("private async Task Apply() { Task pending; await (pending = Drain()); }")]
    public Task What_is_waited_for_is_right(string apply, string? _ = null) => Rules.Verify(Applying(apply));

    [Theory]
    [InlineData("private void Apply() => _worker = FlushAsync();\nprivate Task _worker;")]
    [InlineData("private void Apply() { Worker = FlushAsync(); }\nprivate Task Worker { get; set; }")]
    [InlineData("private void Apply() { _all.Add(FlushAsync()); _all[0] = FlushAsync(); }\nprivate readonly System.Collections.Generic.List<Task> _all = [];")]
    [InlineData("private void Apply() => Interlocked.Exchange(ref _worker, FlushAsync());\nprivate Task _worker;")]
    [InlineData("private void Apply() { _all.Enqueue(FlushAsync()); _ = _all.Dequeue(); }\nprivate readonly System.Collections.Generic.Queue<Task> _all = new();")]
    [InlineData("private void Apply() { FlushAsync().ContinueWith(t => System.Environment.FailFast(null)); }")]
    [InlineData("private void Apply() => Watch(FlushAsync());\nprivate static Task Watch(Task task) => task;")]
    [InlineData("private void Apply() { var pending = FlushAsync(); System.GC.KeepAlive(pending); }")]
    [InlineData("private void Apply() { using var pending = Drain(); }")]
    [InlineData("private void Apply(out Task task) => task = Drain();", RuleIds.HandlerSignature)]
    public Task What_somebody_keeps_is_right(string apply, string? other = null) => Rules.Verify(
        Applying(other is null ? apply : apply.Replace("Apply(", "{|#0:Apply|}(")),
        other is null ? [] : [Rules.Expect(other)]);

    [Theory]
    [InlineData("private void Apply() { }\npublic void Elsewhere() { _ = Drain(); }")]
    [InlineData("private void Apply() { }\npublic void Elsewhere() { Drain(); }")]
    [InlineData("private void Apply() => System.GC.KeepAlive((System.Action)(() => _ = Drain()));")]
    [InlineData("private void Apply() => First();\nprivate void First() => Second();\nprivate void Second() => _ = Drain();")]
    [InlineData("private void Apply() => _ = ResetAsync();")]
    [InlineData("private void Apply() { Work(); object Work() => Drain(); }")]
    [InlineData("private void Apply() { var done = Task.CompletedTask; _ = done; _ = Task.CompletedTask; }")]
    public Task What_is_not_in_a_handler_or_not_of_a_call_is_not_reported(string apply) => Rules.Verify(Applying(apply));

    [Fact]
    public Task A_task_of_another_driver_is_a_task() => Rules.Verify(
        Applying("private void Apply() { _ = {|#0:new Nic().SetStateAsync(Running)|}; }"),
        Rules.Expect(RuleIds.IgnoredTask));

    [Theory]
    [InlineData("private void Apply() { _ = ")]
    [InlineData("private void Apply() { _ = Drain(; }")]
    [InlineData("private void Apply() { var pending = Drain().; }")]
    [InlineData("private void Apply() { Missing(); _ = Missing(); }")]
    public async Task Half_typed_calls_are_the_compilers_to_report(string apply) => Assert.DoesNotContain(
        await Compiling.ReportAsync(Source.Flags1.Edit("private void Apply(ResumingSession session) { }", apply)),
        diagnostic => diagnostic.Id == RuleIds.IgnoredTask);
}
