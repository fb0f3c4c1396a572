using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1004.</summary>
public sealed class AbsentFeatureTests
{
    [Theory]
    [InlineData("Arc(Running, RunningP2P)", "P2P, which RunningP2P requires")]
    [InlineData("Arc(PreCopy, Running)", "PreCopy, which PreCopy requires")]
    [InlineData("Arc(Running, PreCopyP2P)", "P2P and PreCopy, which PreCopyP2P requires")]
    [InlineData("Arc(PreCopy, RunningP2P)", "PreCopy, which PreCopy requires nor P2P, which RunningP2P requires")]
    [InlineData("Arc(RunningP2P, RunningP2P)", "P2P, which RunningP2P requires")]
    [InlineData("Arc(RunningP2P, Error)", "P2P, which RunningP2P requires")]
    [InlineData("OnEnter(RunningP2P)", "P2P, which RunningP2P requires")]
    [InlineData("OnExit(PreCopyP2P)", "P2P and PreCopy, which PreCopyP2P requires")]
    public Task What_is_at_a_state_of_an_absent_feature_is_reported(string attribute, string missing) => Rules.Verify(
        Source.Flags1.Edit("Arc(StopCopy, Stop)", $"Arc(StopCopy, Stop), {{|#0:{attribute}|}}"),
        Rules.Expect(RuleIds.AbsentFeature, 0, $"'Nic' does not declare {missing}"));

    [Fact]
    public Task A_state_that_needs_two_features_names_the_one_that_is_missing() => Rules.Verify(
        Source.Flags5.Edit("[Arc(PreCopy, StopCopy)", "[{|#0:Arc(PreCopy, PreCopyP2P)|}, Arc(PreCopy, StopCopy)"),
        Rules.Expect(RuleIds.AbsentFeature, 0, "'Nic' does not declare P2P, which PreCopyP2P requires"));

    [Fact]
    public Task An_optional_state_is_named() => Rules.Verify(
        Source.Power.Edit("Arc<PowerState>(D1, D3Hot)]\n    private ValueTask", "Arc<PowerState>(D1, D3Hot), {|#0:Arc<PowerState>(D1, D2)|}]\n    private ValueTask"),
        Rules.Expect(RuleIds.AbsentFeature, 0, "'WithD1' does not declare the optional state D2"));

    [Fact]
    public Task A_handler_for_a_session_group_is_at_no_single_state() => Rules.Verify(
        Source.Flags1.Edit("Arc(StopCopy, Stop)]", "Arc(StopCopy, Stop), OnExit(SessionKind.Saving), OnEnter(SessionKind.Resuming)]"));
}
