using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG3004.</summary>
public sealed class DiscardedSessionTests
{
    [Theory]
    [InlineData("{|#0:nic.SetState(Resuming)|};", "SetState")]
    [InlineData("_ = {|#0:nic.SetState(Resuming)|};", "SetState")]
    [InlineData("nic?{|#0:.SetState(Resuming)|};", "SetState")]
    [InlineData("await {|#0:nic.SetStateAsync(Resuming)|};", "SetStateAsync")]
    [InlineData("await {|#0:nic.SetStateAsync(Resuming)|}.ConfigureAwait(false);", "SetStateAsync")]
    [InlineData("_ = {|#0:nic.SetStateAsync(Resuming)|};", "SetStateAsync")]
    [InlineData("_ = await {|#0:nic.SetStateAsync(Resuming)|};", "SetStateAsync")]
    [InlineData("{|#0:nic.SetStateAsync(Resuming)|}.AsTask().Wait();", "SetStateAsync")]
    [InlineData("{|#0:nic.SetStateAsync(Resuming)|}.GetAwaiter().GetResult();", "SetStateAsync")]
    [InlineData("_ = {|#0:nic.SetStateAsync(Resuming)|}.Result;", "SetStateAsync")]
    [InlineData("var session = {|#0:nic.SetState(Resuming)|};", "SetState")]
    [InlineData("var session = (ResumingSession)await {|#0:nic.SetStateAsync(Resuming)|};", "SetStateAsync")]
    [InlineData("MigrationSession session = null; session = {|#0:nic.SetState(Resuming)|};", "SetState")]
    [InlineData("await {|#0:any.SetStateAsync(Resuming)|};", "SetStateAsync")]
    [InlineData("void Load() => {|#0:nic.SetState(Resuming)|}; Load();", "SetState")]
    [InlineData("await Task.Run(() => { {|#0:nic.SetState(Resuming)|}; });", "SetState")]
    public Task A_dropped_session_is_reported(string statement, string method) => Host.VerifyStatements(
        Source.Flags7, statement,
        Rules.Expect(RuleIds.DiscardedSession, 0, $"Going to Resuming opens a resuming session, which is dropped here: keep the result of {method}"));

    [Theory]
    [InlineData("Flags1.cs", "StopCopy", true)]
    [InlineData("Flags7.cs", "StopCopy", false)]
    [InlineData("Flags7.cs", "PreCopy", false)]
    [InlineData("Flags7.cs", "PreCopyP2P", false)]
    [InlineData("Flags7.cs", "Stop", false)]
    public Task Which_targets_are_entered_only_by_opening_follows_from_the_plan(string driver, string target, bool isReported) => isReported
        ? Host.VerifyStatements(
            Source.Read(driver), $"{{|#0:nic.SetState({target})|}};",
            Rules.Expect(RuleIds.DiscardedSession, 0, $"Going to {target} opens a saving session, which is dropped here: keep the result of SetState"))
        : Host.VerifyStatements(Source.Read(driver), $"nic.SetState({target});");

    [Fact]
    public Task A_driver_with_PreCopy_and_without_P2P_enters_PreCopy_by_opening_only() => Rules.Verify(
        Source.Flags5.Edit("private void Reset(int queue) { }", """
            private void Use(Nic other)
            {
                {|#0:SetState(PreCopy)|};
                {|#1:other.SetState(PreCopy)|};
                SetState(StopCopy);
            }
            """),
        Rules.Expect(RuleIds.DiscardedSession, 0, "Going to PreCopy opens a saving session, which is dropped here: keep the result of SetState"),
        Rules.Expect(RuleIds.DiscardedSession, 1, "Going to PreCopy opens a saving session, which is dropped here: keep the result of SetState"));

    [Theory]
    [InlineData("var session = nic.SetState(Resuming); Console.WriteLine(session);")]
    [InlineData("var session = nic.SetState(Resuming); Action use = () => Console.WriteLine(session);")]
    [InlineData("if (nic.SetState(Resuming) is ResumingSession session) await session.WriteAsync(default);")]
    [InlineData("await ((ResumingSession)nic.SetState(Resuming)).WriteAsync(default);")]
    [InlineData("Console.WriteLine(await nic.SetStateAsync(Resuming));")]
    [InlineData("Assert.Throws<MigrationException>(() => { nic.SetState(Resuming); });")]
    [InlineData("Task<MigrationSession> call = nic.SetStateAsync(Resuming).AsTask(); Console.WriteLine(await call);")]
    [InlineData("var sessions = new[] { nic.SetState(Resuming) };")]
    [InlineData("await Later(nic.SetStateAsync(Resuming)); static Task Later<T>(ValueTask<T> task) => task.AsTask();")]
    [InlineData("nic.SetState(flag ? Resuming : Stop);")]
    [InlineData("#pragma warning disable MIG3004\nnic.SetState(Resuming);")]
    public Task A_kept_session_is_not_reported(string statement) => Host.VerifyStatements(Source.Flags7, statement);

    [Fact]
    public Task A_spec_without_sessions_has_none_to_drop() => Host.VerifyMembers(
        Source.Power, "public static void Use(Full function) => function.SetState(PowerState.D3Hot);");
}
