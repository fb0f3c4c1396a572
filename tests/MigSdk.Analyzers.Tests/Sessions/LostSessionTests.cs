using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG4001: sessions that the SDK does not know of, and those that it has closed.</summary>
public sealed class LostSessionTests
{
    private const string Sessions =
        """

        public sealed class Spooled : SavingSession
        {
            protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) => new(0);

            protected override void OnClosed() => Console.WriteLine();
        }

        public sealed class Plain : SavingSession
        {
            protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) => new(0);
        }
        """;

    private const string GoOn = "[Arc(PreCopy, StopCopy), Arc(PreCopy, Running), Arc(StopCopy, Stop)] private void GoOn() { }\n";

    private const string Opens = "[Arc(Running, PreCopy), Arc(Stop, StopCopy)] ";

    [Theory]
    [InlineData("private readonly SavingSession _session = new Plain();", "private SavingSession Begin() => {|#0:_session|};")]
    [InlineData("private SavingSession _session; public Nic() => _session = SavingSession.FromBlock(new byte[8]);", "private SavingSession Begin() { return {|#0:_session|}; }")]
    [InlineData("private Plain _session;", "private SavingSession Begin() => {|#0:_session ??= new Plain()|};")]
    [InlineData("private Plain _session;", "private SavingSession Begin() { _session ??= new Plain(); return {|#0:_session|}; }")]
    [InlineData("private Plain _session { get; } = new();", "private Plain Begin() => {|#0:_session|};")]
    [InlineData("private static readonly Spooled _session = new();", "private static SavingSession Begin() => {|#0:_session|};")]
    public Task A_session_that_is_made_once_for_all_migrations(string field, string handler) => Rules.Verify(
        Driver(field + GoOn + Opens + handler),
        Rules.Expect(RuleIds.LostSession, 0, "'_session' is made once, and closed with the first session that it is: every later one is refused"));

    [Theory]
    [InlineData("private Spooled _next = {|#0:new()|};" + GoOn)]
    [InlineData("private Spooled _next; public Nic() => _next = {|#0:new Spooled()|};" + GoOn)]
    [InlineData("private Spooled _next;" + GoOn + "[OnReset] private void ResetDevice() => _next = {|#0:new Spooled()|};")]
    [InlineData("private Spooled _next; [Arc(PreCopy, StopCopy)] private void GoOn() { } [Arc(PreCopy, Running), Arc(StopCopy, Stop)] private void End() => _next = {|#0:new Spooled()|};")]
    [InlineData("private Spooled _next; [Arc(PreCopy, StopCopy)] private void GoOn() { } [Arc(PreCopy, Running), Arc(StopCopy, Stop)] private void End() => Prepare(); private void Prepare() => _next = {|#0:new Spooled()|};")]
    public Task A_session_that_is_created_where_no_step_opens_one(string members) => Rules.Verify(
        Driver(members + Opens + "private SavingSession Begin() { var session = _next; _next = null; return session ?? new Spooled(); }"),
        Rules.Expect(RuleIds.LostSession, 0, "nobody closes this Spooled before an arc returns it: it is created in no step that opens a session"));

    [Theory]
    // One for each migration.
    [InlineData(GoOn + Opens + "private SavingSession Begin() => new Spooled();")]
    [InlineData("private Spooled _session;" + GoOn + Opens + "private SavingSession Begin() => _session = new Spooled();")]
    [InlineData("private Spooled _session;" + GoOn + Opens + "private SavingSession Begin() { _session = new Spooled(); return _session; }")]
    [InlineData("private Spooled _session;" + Opens + "private SavingSession Begin() => _session ??= new Spooled(); [OnExit(SessionKind.Saving)] private void End() => _session = null;" + GoOn)]
    [InlineData("private SavingSession Session => new Spooled();" + GoOn + Opens + "private SavingSession Begin() => Session;")]
    [InlineData("private readonly Func<SavingSession> _make = () => new Spooled();" + GoOn + Opens + "private SavingSession Begin() => _make();")]
    [InlineData("public SavingSession Next { get; set; } = new Plain();" + GoOn + Opens + "private SavingSession Begin() => Next;")]
    [InlineData("private SavingSession _next; public void Prepare(SavingSession next) => _next = next;" + GoOn + Opens + "private SavingSession Begin() => _next;")]
    // Nothing is lost with a session that holds nothing.
    [InlineData("private Plain _none = new();" + GoOn + Opens + "private SavingSession Begin() { _none = new Plain(); return _none; }")]
    // In a step that opens a session, however it comes there.
    [InlineData(GoOn + Opens + "private async Task<SavingSession> Begin() => await MakeAsync(); private async Task<Spooled> MakeAsync() { await Task.Yield(); return new Spooled(); }")]
    [InlineData(GoOn + Opens + "private SavingSession Begin() { var unused = new Spooled(); if (unused.IsClosed) throw new MigrationException(Errno.EIO); return new Plain(); }")]
    [InlineData(GoOn + Opens + "private SavingSession Begin() => Make(); public static SavingSession Make() => new Spooled();")]
    public Task Sessions_that_the_SDK_closes(string members) => Rules.Verify(Driver(members));

    [Fact]
    public Task A_pragma_takes_it_away() => Rules.Verify(
        Driver("#pragma warning disable MIG4001\nprivate readonly Spooled _session = new();\n" + GoOn + Opens + "private SavingSession Begin() => _session;\n#pragma warning restore MIG4001\n"));

    private static string Driver(string members) => SessionDriver.WithSaving(members) + Sessions;
}
