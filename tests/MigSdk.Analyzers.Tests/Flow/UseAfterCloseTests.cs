using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG3012.</summary>
public sealed class UseAfterCloseTests
{
    [Theory]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; nic.SetState(Stop); await {|#0:s.ReadAsync(Helpers.Buffer)|};")]
    [InlineData("var s = (SavingSession?)nic.SetState(StopCopy) ?? throw new InvalidOperationException(); await s.ReadAsync(Helpers.Buffer); nic.SetState(Running); await {|#0:s.ReadAsync(Helpers.Buffer)|};")]
    [InlineData("var s = nic.SetState(PreCopy) as SavingSession; nic.Reset(); _ = {|#0:s!.GetPreCopyInfo()|};")]
    [InlineData("if (nic.SetState(PreCopy) is SavingSession s) { nic.SetState(StopCopy); nic.SetState(Stop); await {|#0:s.WaitForDataAsync()|}; }")]
    [InlineData("if (nic.SetState(Resuming) is not ResumingSession s) return; nic.SetState(Running); await {|#0:s.WriteAsync(Helpers.Buffer)|};")]
    [InlineData("var s = (SavingSession)(await nic.SetStateAsync(StopCopy))!; if (Helpers.Flip) nic.SetState(Stop); else nic.Reset(); await {|#0:s.ReadAsync(Helpers.Buffer)|};")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; nic.SetState(Stop); while (Helpers.Flip) await {|#0:s.ReadAsync(Helpers.Buffer)|};")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; try { await s.ReadAsync(Helpers.Buffer); } finally { nic.Reset(); } await {|#0:s.ReadAsync(Helpers.Buffer)|};")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; try { await s.ReadAsync(Helpers.Buffer); } finally { nic.Reset(); await {|#0:s.ReadAsync(Helpers.Buffer)|}; }")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; nic.SetState(Stop); try { await {|#0:s.ReadAsync(Helpers.Buffer)|}; } catch (MigrationException) { }")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; nic.SetState(Stop); var t = s; Helpers.Work(); await {|#0:t.ReadAsync(Helpers.Buffer)|};")]
    [InlineData("SavingSession? s = null; if (Helpers.Flip) s = (SavingSession)nic.SetState(StopCopy)!; nic.SetState(Running); if (s is not null) await {|#0:s.ReadAsync(Helpers.Buffer)|};")]
    [InlineData("switch (nic.SetState(PreCopy)) { case SavingSession s: nic.SetState(Running); _ = {|#0:s.GetPreCopyInfo()|}; break; }")]
    [InlineData("for (int i = 0; i < 2; i++) { var s = (SavingSession)nic.SetState(StopCopy)!; nic.SetState(Running); await {|#0:s.ReadAsync(Helpers.Buffer)|}; }")]
    [InlineData("using var stream = new System.IO.MemoryStream(); var s = (SavingSession)nic.SetState(StopCopy)!; await Helpers.CopyAsync(s, null!); nic.SetState(Stop); var read = await {|#0:s.ReadAsync(Helpers.Buffer).ConfigureAwait(false)|};")]
    public Task After_the_driver_has_left_the_group(string body)
    {
        // ConfigureAwait belongs to the task, not to the use.
        body = body.Replace("Buffer).ConfigureAwait(false)|}", "Buffer)|}.ConfigureAwait(false)", System.StringComparison.Ordinal);
        return Task.WhenAll(
            FlowTest.Verify(RuleIds.UseAfterClose, $$"""public async Task Run(Nic nic) { {{body}} }"""),
            FlowTest.Verify(RuleIds.UseAfterClose, $$"""public async Task Run() { var nic = new Nic(); {{body}} }"""));
    }

    [Theory]
    [InlineData("private readonly Nic _nic = new(); async Task Run() { var s = (SavingSession)_nic.SetState(StopCopy)!; Helpers.Work(); _nic.SetState(Stop); await {|#0:s.ReadAsync(Helpers.Buffer)|}; }")]
    [InlineData("async Task Run(IMigrationDriver nic) { var s = (SavingSession)(await nic.SetStateAsync(StopCopy))!; Helpers.Work(); await nic.SetStateAsync(Stop); await {|#0:s.ReadAsync(Helpers.Buffer)|}; }")]
    [InlineData("async Task Run<T>(T nic) where T : IMigrationDriver { var s = (ResumingSession)(await nic.SetStateAsync(Resuming).ConfigureAwait(false))!; await nic.ResetAsync(); await {|#0:s.WriteAsync(Helpers.Buffer)|}; }")]
    public Task In_members_of_every_kind(string member) => FlowTest.Verify(RuleIds.UseAfterClose, member);

    [Fact]
    public Task The_message_names_session_driver_and_member() => FlowTest.Verify(
        "async Task Run(Nic source) { var saving = (SavingSession)source.SetState(StopCopy)!; source.SetState(Stop); await {|#0:saving.ReadAsync(Helpers.Buffer)|}; await saving.ReadAsync(Helpers.Buffer); }",
        Rules.Expect(RuleIds.UseAfterClose, 0, "'saving' is closed here, since 'source' has left the saving states: ReadAsync fails with ENODEV"));

    [Theory]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; nic.SetState(Stop); Console.WriteLine($\"{s.IsClosed} {s.BytesTransferred} {s.Kind}\");")]
    [InlineData("var s = (SavingSession)nic.SetState(PreCopy)!; nic.SetState(StopCopy); await s.ReadAsync(Helpers.Buffer);")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; if (Helpers.Flip) nic.SetState(Stop); await s.ReadAsync(Helpers.Buffer);")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; nic.SetState(Stop); s = (SavingSession)nic.SetState(StopCopy)!; await s.ReadAsync(Helpers.Buffer);")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; try { nic.SetState(Stop); } catch (MigrationException) { await s.ReadAsync(Helpers.Buffer); }")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; var other = new Nic(); other.SetState(Stop); await s.ReadAsync(Helpers.Buffer);")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; nic = new Nic(); nic.SetState(Stop); await s.ReadAsync(Helpers.Buffer);")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; nic.SetState(Stop); await Record(() => s.ReadAsync(Helpers.Buffer).AsTask());")]
    [InlineData("SavingSession s = (SavingSession)nic.SetState(StopCopy)!; for (int i = 0; i < 2; i++) { await s.ReadAsync(Helpers.Buffer); if (i == 1) nic.SetState(Stop); }")]
    [InlineData("var s = (SavingSession)nic.SetState(StopCopy)!; nic.SetState(Stop); if (!s.IsClosed) Helpers.Use(s);")]
    public Task Open_sessions_and_other_questions_are_right(string body) => FlowTest.Verify(
        $$"""public async Task Run(Nic nic) { {{body}} await Task.Yield(); } static Task Record(Func<Task> test) => Task.CompletedTask;""");
}
