using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG3013.</summary>
public sealed class SavingAbandonedTests
{
    private const string Open = "var saving = (SavingSession)source.SetState(StopCopy)!; var resuming = (ResumingSession)dest.SetState(Resuming)!; ";

    [Theory]
    [InlineData(Open + "{|#0:dest.SetState(Running)|};")]
    [InlineData(Open + "await resuming.WriteAsync(Helpers.Buffer); {|#0:dest.SetState(Stop)|}; dest.SetState(Running);")]
    [InlineData(Open + "source.SetState(Stop); {|#0:dest.SetState(Running)|};")]
    [InlineData(Open + "await saving.ReadAsync(Helpers.Buffer); await resuming.WriteAsync(Helpers.Buffer); {|#0:dest.SetState(Running)|};")]
    [InlineData(Open + "_ = await saving.ReadAsync(Helpers.Buffer).ConfigureAwait(false); {|#0:dest.SetState(Running)|};")]
    [InlineData(Open + "if (Helpers.Flip) await resuming.WriteAsync(Helpers.Buffer); else Console.WriteLine(saving.Kind); {|#0:dest.SetState(RunningP2P)|};")]
    [InlineData(Open + "for (int i = 0; i < 4; i++) await resuming.WriteAsync(Helpers.Buffer); await {|#0:dest.SetStateAsync(Running)|};")]
    [InlineData(Open + "try { await resuming.WriteAsync(Helpers.Buffer); {|#0:dest.SetState(Running)|}; } catch (MigrationException) { dest.Reset(); source.SetState(Running); }")]
    [InlineData(Open + "if (Helpers.Flip) { await Helpers.CopyAsync(saving, resuming); return; } {|#0:dest.SetState(Running)|};")]
    [InlineData("dest.SetState(Resuming); if (source.SetState(PreCopy) is not SavingSession saving) return; await Drain(saving); source.SetState(StopCopy); {|#0:dest.SetState(Running)|};")]
    [InlineData("dest.SetState(Resuming); var saving = (SavingSession)source.SetState(PreCopy)!; while ((await saving.ReadAsync(Helpers.Buffer)).Outcome == ReadOutcome.Bytes) { } {|#0:dest.SetState(Running)|};")]
    [InlineData("source.SetState(StopCopy); dest.SetState(Resuming); {|#0:dest.SetState(Running)|};")]
    [InlineData("switch (source.SetState(StopCopy)) { case SavingSession saving: dest.SetState(Resuming); {|#0:dest.SetState(Running)|}; break; }")]
    public Task Streams_that_are_not_read_to_the_end(string body) => FlowTest.Verify(
        RuleIds.SavingAbandoned,
        $$"""public async Task Run() { var (source, dest) = (new Nic(), new Nic()); {{body}} await Task.Yield(); } static Task Drain(SavingSession session) => Task.CompletedTask;""");

    [Theory]
    [InlineData("void Run(Nic source, Nic dest) { " + Open + "{|#0:dest.SetState(Running)|}; }")]
    [InlineData("async Task Run(IMigrationDriver source, IMigrationDriver dest) { var s = (SavingSession)(await source.SetStateAsync(StopCopy))!; await dest.SetStateAsync(Resuming); await {|#0:dest.SetStateAsync(Running)|}; }")]
    public Task Of_drivers_that_come_from_elsewhere(string member) => FlowTest.Verify(RuleIds.SavingAbandoned, member);

    [Fact]
    public Task The_message_names_both_drivers() => FlowTest.Verify(
        "void Run() { var (a, b) = (new Nic(), new Nic()); var s = a.SetState(StopCopy); b.SetState(Resuming); {|#0:b.SetState(Running)|}; }",
        FlowTest.Expect(RuleIds.SavingAbandoned, 0).WithMessage(
            "'b' is started here, but the stream of 'a' was not read to its end, which is where a read in its stopped state says ReadOutcome.EndOfStream"));

    [Theory]
    [InlineData(Open + "await Helpers.CopyAsync(saving, resuming); dest.SetState(Running);")]
    [InlineData(Open + "while ((await saving.ReadAsync(Helpers.Buffer)).Outcome != ReadOutcome.EndOfStream) await resuming.WriteAsync(Helpers.Buffer); dest.SetState(Running);")]
    [InlineData(Open + "for (int i = 0; i < 3; i++) await saving.ReadAsync(Helpers.Buffer); dest.SetState(Running);")]
    [InlineData(Open + "var read = await saving.ReadAsync(Helpers.Buffer); await resuming.WriteAsync(Helpers.Buffer.AsMemory(0, read.Count)); dest.SetState(Running);")]
    [InlineData(Open + "if (Helpers.Flip) await Helpers.CopyAsync(saving, resuming); dest.SetState(Running);")]
    [InlineData(Open + "Func<Task> copy = () => Helpers.CopyAsync(saving, resuming); await copy(); dest.SetState(Running);")]
    [InlineData(Open + "object[] all = [saving, resuming]; Helpers.Use(all); dest.SetState(Running);")]
    [InlineData(Open + "source.SetState(Running); dest.SetState(Running);")]
    [InlineData(Open + "source.Reset(); dest.SetState(Running);")]
    [InlineData(Open + "dest.Reset(); source.SetState(Running);")]
    [InlineData(Open + "try { await Helpers.CopyAsync(saving, resuming); } catch (Exception) { dest.SetState(Stop); throw; } dest.SetState(Running);")]
    [InlineData(Open + "dest.SetState(Running); await Helpers.CopyAsync(saving, resuming);")]
    [InlineData(Open + "Helpers.Use(source); dest.SetState(Running);")]
    [InlineData("var saving = (SavingSession)source.SetState(StopCopy)!; await Helpers.CopyAsync(saving, null!); dest.SetState(Stop); dest.SetState(Running);")]
    [InlineData("source.SetState(StopCopy); dest.SetState(Stop); dest.SetState(Running);")]
    [InlineData("dest.SetState(Resuming); var saving = (SavingSession)source.SetState(PreCopy)!; await Helpers.CopyAsync(saving, null!); source.SetState(StopCopy); await Helpers.CopyAsync(saving, null!); dest.SetState(Running);")]
    public Task Streams_that_may_have_been_read_are_right(string body) => FlowTest.Verify(
        $$"""public async Task Run() { var (source, dest) = (new Nic(), new Nic()); {{body}} await Task.Yield(); }""");
}
