using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1009.</summary>
public sealed class FeatureSetTests
{
    [Fact]
    public Task A_flag_that_the_spec_does_not_have() => Rules.Verify(
        Source.Flags3.Edit("(MigrationFeatures.P2P)", "({|#0:(MigrationFeatures)10|})"),
        Rules.Expect(RuleIds.FeatureSet, 0, "MigrationFeatures has no feature with the value 0x8"));

    [Fact]
    public Task The_legal_part_counts() => Rules.Verify(
        Source.Flags3.Edit("(MigrationFeatures.P2P)", "({|#0:MigrationFeatures.P2P | (MigrationFeatures)0x30|})").Edit("class Nic", "class {|#1:Nic|}")
            .Edit("Arc(Running, RunningP2P), ", ""),
        Rules.Expect(RuleIds.FeatureSet, 0, "MigrationFeatures has no feature with the value 0x30"),
        Rules.Expect(RuleIds.MissingHandler, 1, "'Nic' must handle Running -> RunningP2P: the transition Running -> Stop needs it"));

    [Fact]
    public Task The_named_arguments_are_not_meant() => Rules.Verify(
        Source.Flags5.Edit("MigrationFeatures.StopCopy | MigrationFeatures.PreCopy, Single", "{|#0:(MigrationFeatures)(5 | 64)|}, Single"),
        Rules.Expect(RuleIds.FeatureSet));

    [Fact]
    public Task A_state_that_is_not_optional() => Rules.Verify(
        Source.Power.Edit("(D1, D2)]\npublic", "(D1, {|#0:D3Hot|}, D2)]\npublic"),
        Rules.Expect(RuleIds.FeatureSet, 0, "D3Hot is no optional state of PowerState; list only states that are marked [Optional]"));

    [Fact]
    public Task A_state_twice() => Rules.Verify(
        Source.Power.Edit("(D1, D2)]\npublic", "(D1, D2, {|#0:D1|})]\npublic"),
        Rules.Expect(RuleIds.FeatureSet, 0, "D1 is listed twice"));

    [Fact]
    public Task A_value_that_is_no_state() => Rules.Verify(
        Source.Power.Edit("(D1, D2)]\npublic", "(D1, D2, {|#0:(PowerState)77|})]\npublic"),
        Rules.Expect(RuleIds.FeatureSet, 0, "77 is no optional state of PowerState; list only states that are marked [Optional]"));

    [Fact]
    public Task A_list_where_flags_are_meant() => Rules.Verify(
        Source.Features.Edit("(LinkFeatures.Test)]\npublic", "({|#0:Testing|})]\npublic").Edit(", Arc<LinkState>(Up, Testing), Arc<LinkState>(Testing, Up)", ""),
        Rules.Expect(RuleIds.FeatureSet, 0, "Testing is no optional state of LinkState; list only states that are marked [Optional]"));

    [Theory]
    [InlineData("1")]
    [InlineData("MigrationFeatures.P2P")]
    [InlineData("typeof(int)")]
    public Task Something_else_altogether(string argument) => Rules.Verify(
        Source.Features.Edit("(LinkFeatures.Test)]\npublic", $"({{|#0:{argument}|}})]\npublic").Edit(", Arc<LinkState>(Up, Testing), Arc<LinkState>(Testing, Up)", ""),
        Rules.Expect(RuleIds.FeatureSet, 0, "the features of a driver of LinkState are a constant of LinkFeatures"));

    [Theory]
    [InlineData("[MigrationDriver(MigrationFeatures.None)]")]
    [InlineData("[MigrationDriver(MigrationFeatures.StopCopy)]")]
    [InlineData("[MigrationDriver(features: MigrationFeatures.StopCopy)]")]
    [InlineData("[StateMachineDriver<MigrationState>]")]
    [InlineData("[StateMachineDriver<MigrationState>(MigrationFeatures.StopCopy, FailurePolicy = FailurePolicy.RestoreStart)]")]
    public Task All_ways_to_declare_the_mandatory_part_are_legal(string attribute) =>
        Rules.Verify(Source.Flags1.Edit("[MigrationDriver]", attribute));
}
