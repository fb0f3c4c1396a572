using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1005.</summary>
public sealed class UnusedArcTests
{
    [Fact]
    public Task An_arc_of_drivers_with_fewer_features_is_reported() => Rules.Verify(
        Source.Flags3.Edit("[Arc(Running, RunningP2P)", "[{|#0:Arc(Running, Stop)|}, Arc(Running, RunningP2P)"),
        Rules.Expect(
            RuleIds.UnusedArc,
            0,
            "Running -> Stop is an arc of drivers without P2P only: 'Nic' goes Running -> RunningP2P -> Stop"));

    [Fact]
    public Task So_is_one_past_a_state_that_needs_two_features() => Rules.Verify(
        Source.Flags7.Edit("[Arc(StopCopy, Stop)", "[{|#0:Arc(PreCopy, StopCopy)|}, Arc(StopCopy, Stop)"),
        Rules.Expect(
            RuleIds.UnusedArc,
            0,
            "PreCopy -> StopCopy is an arc of drivers without P2P only: 'Nic' goes PreCopy -> PreCopyP2P -> StopCopy"));

    [Fact]
    public Task So_is_one_of_a_custom_spec() => Rules.Verify(
        Source.Features.Edit("(LinkFeatures.Test)]\npublic partial", "(LinkFeatures.Test | LinkFeatures.Sleep)]\npublic partial")
            .Edit("Arc<LinkState>(Up, Testing)", "{|#0:Arc<LinkState>(Up, Testing)|}, Arc<LinkState>(Up, Sleeping), Arc<LinkState>(Sleeping, Up), Arc<LinkState>(Sleeping, Testing)"),
        Rules.Expect(
            RuleIds.UnusedArc,
            0,
            "Up -> Testing is an arc of drivers without Sleep only: 'Link' goes Up -> Sleeping -> Testing"));

    [Theory]
    [InlineData("Arc(Running, Stop)")]
    [InlineData("Arc(Stop, Running)")]
    [InlineData("Arc(from: Stop, to: Running)")]
    [InlineData("Arc((MigrationState)2, Stop)")]
    [InlineData("ArcAttribute(MigrationState.Running, MigrationState.Stop)")]
    [InlineData("Arc<MigrationState>(Stop, Running)")]
    [InlineData("MigSdk.Arc(to: Running, from: Stop)")]
    public async Task However_it_is_written(string arc)
    {
        await Rules.Verify(Source.Flags3.Edit("[Arc(Running, RunningP2P)", $"[{{|MIG1005:{arc}|}}, Arc(Running, RunningP2P)"));
        await Rules.Verify(Source.Flags7.Edit("[Arc(StopCopy, Stop)", $"[{{|MIG1005:{arc}|}}, Arc(StopCopy, Stop)"));
    }

    [Fact]
    public Task The_same_arc_is_right_without_the_feature() => Rules.Verify(Source.Features);
}
