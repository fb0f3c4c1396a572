using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG3014.</summary>
public sealed class NoOpTransitionTests
{
    [Theory]
    [InlineData("var nic = new Nic(); nic.SetState({|#0:Running|});")]
    [InlineData("var nic = new Nic(); nic.SetState(Stop); nic.SetState({|#0:Stop|});")]
    [InlineData("var nic = new Nic(); nic.SetState(Stop); nic.Reset(); nic.SetState({|#0:Running|});")]
    [InlineData("var nic = new Nic(); nic.SetState(Stop); for (int i = 0; i < 3; i++) nic.SetState({|#0:Stop|});")]
    [InlineData("var nic = new Nic(); if (Helpers.Flip) nic.SetState(Stop); else nic.SetState(Stop); nic.SetState({|#0:Stop|});")]
    [InlineData("var nic = new Nic(); if (nic.State == Running) nic.SetState({|#0:Running|});")]
    [InlineData("var nic = new Nic(); try { nic.SetState(Stop); } catch (Exception) { nic.Reset(); nic.SetState({|#0:Running|}); }")]
    [InlineData("var nic = new Nic(); nic.SetState(PreCopy); try { Helpers.Work(); } finally { nic.SetState({|#0:PreCopy|}); }")]
    [InlineData("Nic? nic = null; if (Helpers.Flip) nic = new Nic(); nic?.SetState({|#0:Running|});")]
    [InlineData("var nic = new Nic { }; nic.SetState(Stop); object.ReferenceEquals(nic, this); nic.SetState({|#0:Stop|});")]
    public Task A_new_driver(string body) => FlowTest.Verify(RuleIds.NoOpTransition, $$"""public void Run() { {{body}} }""");

    [Theory]
    [InlineData("switch (nic.State) { case Stop: nic.SetState({|#0:Stop|}); break; default: nic.SetState(Stop); break; }")]
    [InlineData("while (nic.State != Running) nic.SetState(Running); nic.SetState({|#0:Running|});")]
    [InlineData("nic.SetStateAsync(Stop).AsTask().Wait(); nic.SetStateAsync({|#0:Stop|}).AsTask().GetAwaiter().GetResult();")]
    [InlineData("nic.Reset(); nic.SetState({|#0:Running|});")]
    [InlineData("nic.SetState(Stop); var session = nic.SetState(StopCopy); nic.SetState({|#0:StopCopy|});")]
    public Task A_parameter(string body) => FlowTest.Verify(RuleIds.NoOpTransition, $$"""public void Run(Nic nic) { {{body}} }""");

    [Fact]
    public Task The_message_names_driver_and_state() => FlowTest.Verify(
        "async Task Run(IMigrationDriver source) { await source.ResetAsync(); await source.SetStateAsync({|#0:Running|}); }",
        Rules.Expect(RuleIds.NoOpTransition, 0, "'source' is in Running already, so this does nothing"));

    [Fact]
    public Task A_configuration_turns_it_off() => Rules.Verify(
        [Source.Flags7, FlowTest.Host("void Run(Nic nic) { nic.SetState(Stop); nic.SetState(Stop); }")],
        "dotnet_diagnostic.MIG3014.severity = none");
}
