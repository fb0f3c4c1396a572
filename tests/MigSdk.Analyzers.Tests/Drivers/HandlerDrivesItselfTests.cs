using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1012.</summary>
public sealed class HandlerDrivesItselfTests
{
    private const string Refused = "which the run time refuses with EDEADLK; return from the handler first";

    private const string Waits =
        "which takes effect after it, and gets EDEADLK; call Reset, which is handed to the transition in flight";

    // Apply is the handler of Resuming -> Stop, and the driver has asynchronous handlers or not as the test wants it.
    private static string Applying(string apply) => Source.Flags1.Edit("private void Apply(ResumingSession session) { }", apply);

    [Theory]
    [InlineData("private void Apply() => {|#0:SetState(Running)|};")]
    [InlineData("private void Apply() => {|#0:this.SetState(Running)|};")]
    [InlineData("private void Apply() { {|#0:SetStateAsync(Running).AsTask().Wait()|}; }", "{|#0:SetStateAsync(Running)|}.AsTask().Wait()")]
    [InlineData("private void Apply() { if (State == Resuming) { _ = {|#0:SetState(Running)|}; } }")]
    [InlineData("private async ValueTask Apply(CancellationToken cancel) => await {|#0:SetStateAsync(Running, cancel)|};")]
    [InlineData("private async Task Apply() => await {|#0:SetStateAsync(Running)|}.ConfigureAwait(false);")]
    [InlineData("private async Task Apply() { await Task.Yield(); var pending = {|#0:SetStateAsync(Running)|}; await pending; }")]
    [InlineData("private void Apply() => _ = {|#0:((IMigrationDriver)this).SetStateAsync(Running)|};")]
    [InlineData("private void Apply() => _ = {|#0:(this as IStateMachineDriver<MigrationState>).SetStateAsync(Running)|};")]
    [InlineData("private void Apply() { Go(); void Go() => {|#0:SetState(Running)|}; }")]
    [InlineData("private void Apply() { Go(); Go(); void Go() { Again(); void Again() => {|#0:SetState(Running)|}; } }")]
    [InlineData("private async Task Apply() { await Go(); async Task Go() => await {|#0:SetStateAsync(Running)|}; }")]
    [InlineData("private void Apply() => ((System.Action)(() => {|#0:SetState(Running)|}))();")]
    [InlineData("private void Apply() { lock (this) { try { {|#0:SetState(Running)|}; } catch (MigrationException) { } } }")]
    [InlineData("private void Apply() => System.Console.WriteLine({|#0:SetState(Running)|});")]
    public Task A_handler_that_asks_its_own_driver_is_reported(string apply, string? marked = null) => Rules.Verify(
        Applying(marked is null ? apply : "private void Apply() { " + marked + "; }"),
        Rules.Expect(RuleIds.HandlerDrivesItself, 0, $"'Apply', the handler of Resuming -> Stop, asks its own driver for a transition, {Refused}"));

    [Theory]
    [InlineData("private void Apply() => {|#0:Go()|};\nprivate void Go() => SetState(Running);", "Apply calls Go calls SetState")]
    [InlineData("private void Apply() => {|#0:this.Go(1)|};\npublic bool Go(int times) => times > 0 ? Go(times - 1) : Last();\nprivate bool Last() { SetState(Running); return true; }", "Apply calls Go calls Last calls SetState")]
    [InlineData("private Task Apply() => {|#0:Go()|};\nprivate async Task Go() => await SetStateAsync(Running);", "Apply calls Go calls SetStateAsync")]
    [InlineData("private async Task Apply() { await {|#0:Go()|}.ConfigureAwait(false); }\nprivate async Task Go() { await Task.Yield(); await SetStateAsync(Running); }", "Apply calls Go calls SetStateAsync")]
    [InlineData("private ValueTask Apply(ArcContext arc) => new(arc.To == Stop ? {|#0:Go()|} : Task.CompletedTask);\nprivate async Task Go() => await SetStateAsync(Running);", "Apply calls Go calls SetStateAsync")]
    [InlineData("private async Task Apply() => await {|#0:Go()|};\nprivate Task Go() => Last();\nprivate async Task Last() => await SetStateAsync(Running);", "Apply calls Go calls Last calls SetStateAsync")]
    [InlineData("private void Apply() { {|#0:Go()|}.GetAwaiter().GetResult(); }\nprivate async Task Go() => await SetStateAsync(Running);", "Apply calls Go calls SetStateAsync")]
    [InlineData("private void Apply() { _ = {|#0:Go()|}; }\nprivate Task Go() => SetStateAsync(Running).AsTask();", "Apply calls Go calls SetStateAsync", RuleIds.IgnoredTask)]
    [InlineData("private void Apply() => {|#0:Go()|};\npublic partial void Go();\npublic partial void Go() { Last(); void Last() => SetState(Running); }", "Apply calls Go calls SetState")]
    [InlineData("private void Apply() => {|#0:Even(3)|};\nprivate void Even(int n) => Odd(n - 1);\nprivate void Odd(int n) { Even(n - 1); SetState(Running); }", "Apply calls Even calls Odd calls SetState")]
    public Task A_method_that_asks_is_reported_where_the_handler_calls_it(string apply, string way, string? other = null) => Rules.Verify(
        Applying(apply),
        [Rules.Expect(RuleIds.HandlerDrivesItself, 0, $"'Apply', the handler of Resuming -> Stop, asks its own driver for a transition ({way}), {Refused}"),
            .. other is null ? [] : new[] { Rules.Expect(other) }]);

    [Fact]
    public Task Every_call_that_leads_there_is_to_be_mended() => Rules.Verify(
        Applying("private void Apply(ArcContext arc) { if (arc.To == Stop) { {|#0:Go()|}; } else { {|#1:Go()|}; } }\nprivate void Go() => SetState(Running);"),
        Rules.Expect(RuleIds.HandlerDrivesItself, 0),
        Rules.Expect(RuleIds.HandlerDrivesItself, 1));

    [Fact]
    public Task A_class_in_two_files_is_one() => Rules.Verify(
        [
            Applying("private void Apply() => {|#0:Go()|};"),
            "public sealed partial class Nic { public void Go() => SetState(MigSdk.MigrationState.Running); }",
        ],
        "",
        Rules.Expect(RuleIds.HandlerDrivesItself));

    [Theory]
    [InlineData("await {|#0:ResetAsync()|};", "")]
    [InlineData("await {|#0:((IMigrationDriver)this).ResetAsync()|}.ConfigureAwait(false);", "")]
    [InlineData("await {|#0:Again()|}; } private async Task Again() { await ResetAsync();", " (Apply calls Again calls ResetAsync)")]
    [InlineData("await {|#0:Again()|}; } private ValueTask Again() { return ResetAsync();", " (Apply calls Again calls ResetAsync)")]
    public Task Waiting_for_the_own_reset_is_reported(string body, string way) => Rules.Verify(
        Applying($"private async Task Apply() {{ {body} }}"),
        Rules.Expect(RuleIds.HandlerDrivesItself, 0, $"'Apply', the handler of Resuming -> Stop, waits for the reset of its own driver{way}, {Waits}"));

    [Theory]
    [InlineData("private void Apply() => {|#0:ResetAsync()|}.AsTask().Wait();")]
    [InlineData("private void Apply() => {|#0:ResetAsync()|}.GetAwaiter().GetResult();")]
    [InlineData("private ValueTask Apply() => {|#0:ResetAsync()|};")]
    public Task So_is_waiting_in_other_words(string apply) => Rules.Verify(Applying(apply), Rules.Expect(RuleIds.HandlerDrivesItself));

    [Theory]
    [InlineData("OnEnter(Stop)", "void X()", "the entry handler of Stop")]
    [InlineData("OnExit(SessionKind.Saving)", "void X()", "the exit handler of the saving group")]
    [InlineData("OnReset", "void X()", "the reset hook")]
    public Task Entry_and_exit_handlers_and_the_reset_hook_are_inside_too(string attribute, string head, string role) => Rules.Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", $"[{attribute}] {head} => {{|#0:SetState(Running)|}};\n[Arc(Resuming, Stop)]"),
        Rules.Expect(RuleIds.HandlerDrivesItself, 0, $"'X', {role}, asks its own driver for a transition, {Refused}"));

    [Fact]
    public Task An_estimate_changes_nothing() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Resuming, Stop)]", "[StopCopyLength] long X() { {|#0:SetState(Running)|}; return 0; }\n[Arc(Resuming, Stop)]"),
        Rules.Expect(RuleIds.HandlerDrivesItself, 0, "'X', the estimate of the stream's length, asks its own driver for a transition; a host may ask "
            + "for the estimate in any state, also while a transition is in flight, and it must change nothing"));

    [Fact]
    public Task A_driver_of_another_spec() => Rules.Verify(
        Source.Power.Edit("private void Doze() { }", "private async Task Doze() => await {|#0:SetStateAsync(D0)|};"),
        Rules.Expect(RuleIds.HandlerDrivesItself));

    [Fact]
    public Task A_generic_and_nested_driver() => Rules.Verify(
        Source.Flags5.Edit("private void StartTracking() { }", "private void StartTracking() => {|#0:Go()|};\nprivate void Go() => SetState(Running);"),
        Rules.Expect(RuleIds.HandlerDrivesItself));

    [Fact]
    public Task A_handler_that_calls_such_a_handler_is_no_second_mistake() => Rules.Verify(
        Applying("private void Apply() => Move();").Edit("private void Move() { }", "private void Move() => {|#0:SetState(Running)|};"),
        Rules.Expect(RuleIds.HandlerDrivesItself));

    [Theory]
    [InlineData("private void Apply() => Reset();")]
    [InlineData("private async Task Apply() { await Task.Yield(); Reset(); }")]
    [InlineData("private void Apply() => _ = ResetAsync();")]
    [InlineData("private void Apply(ArcContext arc) { if (!ArcSupported(arc.From, arc.To) || State != arc.From) throw new MigrationException(Errno.EIO); }")]
    public Task What_does_not_wait_is_right(string apply) => Rules.Verify(Applying(apply));

    [Theory]
    [InlineData("private void Apply() => _peer.SetState(Running);\nprivate readonly Nic _peer;")]
    [InlineData("private void Apply() => new Nic().SetState(Running);")]
    [InlineData("private static void Apply() => Peer().SetState(Running);\nprivate static Nic Peer() => new();")]
    [InlineData("private async Task Apply() => await _peer.SetStateAsync(Running);\nprivate readonly IMigrationDriver _peer;")]
    [InlineData("private static void Apply() => Drive(new Nic());\nprivate static void Drive(Nic other) => other.SetState(Running);")]
    public Task Another_driver_is_another_driver(string apply) => Rules.Verify(Applying(apply));

    [Theory]
    [InlineData("private void Apply() => _later = Task.Run(() => SetState(Running));\nprivate Task _later;")]
    [InlineData("private void Apply() => _later = Go();\nprivate async Task Go() { await Task.Delay(1); await SetStateAsync(Running); }\nprivate Task _later;")]
    [InlineData("private void Apply() { Done += () => SetState(Running); Done += Go; }\nprivate void Go() => SetState(Running);\nprivate event System.Action Done;")]
    [InlineData("private void Apply() => new Thread(() => SetState(Running)).Start();")]
    [InlineData("private void Apply() { System.Action go = () => SetState(Running); System.GC.KeepAlive(go); }")]
    [InlineData("private void Apply() { System.Action go = Go; System.GC.KeepAlive(go); void Go() => SetState(Running); }")]
    [InlineData("private void Apply() => System.GC.KeepAlive(Go());\nprivate System.Collections.Generic.IEnumerable<int> Go() { SetState(Running); yield return 1; }")]
    [InlineData("private void Apply() => Go();\nprivate async void Go() { await Task.Delay(1); await SetStateAsync(Running); }")]
    [InlineData("private void Apply() => System.GC.KeepAlive(nameof(SetState));")]
    [InlineData("private void Apply() => System.GC.KeepAlive((System.Linq.Expressions.Expression<System.Action>)(() => SetState(Running)));")]
    public Task What_runs_at_another_time_is_not_known(string apply) => Rules.Verify(Applying(apply));

    [Fact]
    public Task An_async_void_handler_is_one_mistake() => Rules.Verify(
        Applying("private async void {|#0:Apply|}() { await Task.Yield(); await SetStateAsync(Running); }"),
        Rules.Expect(RuleIds.AsyncVoidHandler));

    [Fact]
    public Task What_a_derived_class_may_do_instead_is_not_known() => Rules.Verify(
        Applying("private void Apply() => Go();\nprotected virtual void Go() => SetState(Running);").Edit("public sealed partial class Nic", "public partial class Nic"));

    [Theory]
    [InlineData("private void Apply() { }\npublic void Restart() { SetState(Stop); SetState(Running); }")]
    [InlineData("private void Apply() => SetState(7);\nprivate void SetState(int register) => System.GC.KeepAlive(register);")]
    [InlineData("private void Apply() => Registers.SetState(Running);\nprivate static class Registers { internal static void SetState(MigrationState state) => System.GC.KeepAlive(state); }")]
    [InlineData("private void Apply() => new Worker(this).Start();\nprivate sealed class Worker(Nic nic) { internal void Start() => System.GC.KeepAlive(nic); internal void Go() => nic.SetState(Running); }")]
    public Task What_is_no_request_of_a_handler_is_not_reported(string apply) => Rules.Verify(Applying(apply));

    [Theory]
    [InlineData("private void Apply() => SetState(")]
    [InlineData("private void Apply() => SetState();")]
    [InlineData("private void Apply() { await SetStateAsync(Run")]
    [InlineData("private async Task Apply() => await Go(; private async Task Go() => await SetStateAsync(")]
    [InlineData("private void Apply() => this.")]
    public async Task Half_typed_calls_are_the_compilers_to_report(string apply) => Assert.DoesNotContain(
        await Compiling.ReportAsync(Applying(apply)), diagnostic => diagnostic.Id == RuleIds.HandlerDrivesItself);
}
