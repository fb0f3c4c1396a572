using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG1009.</summary>
public sealed class FeatureSetFixTests
{
    [Theory]
    [InlineData("(MigrationFeatures)10", "MigrationFeatures.P2P")]
    [InlineData("MigrationFeatures.P2P | (MigrationFeatures)0x30", "MigrationFeatures.P2P")]
    [InlineData("(MigrationFeatures)16 | MigrationFeatures.P2P | (MigrationFeatures)0x29", "MigrationFeatures.P2P | MigrationFeatures.StopCopy")]
    public Task Only_the_flags_that_the_spec_has_stay(string wrong, string right) => Fixes.Verify<FeatureSetFix>(
        Source.Flags3.Edit("MigrationFeatures.P2P", $"{{|MIG1009:{wrong}|}}"),
        Source.Flags3.Edit("MigrationFeatures.P2P", right));

    [Fact]
    public Task Where_none_stays_nothing_is_declared() => Fixes.Verify<FeatureSetFix>(
        Source.Flags1.Edit("[MigrationDriver]", "[MigrationDriver({|MIG1009:(MigrationFeatures)8|})]"),
        Source.Flags1);

    [Fact]
    public Task States_that_are_not_optional_or_are_listed_twice_go() => Fixes.Verify<FeatureSetFix>(
        Source.Power.Edit("(D1, D2)]\npublic", "({|MIG1009:D3Hot|}, D1, D2, {|MIG1009:D1|}, {|MIG1009:(PowerState)77|}, SingleThreaded = true)]\npublic"),
        Source.Power.Edit("(D1, D2)]\npublic", "(D1, D2, SingleThreaded = true)]\npublic"),
        rounds: 3);

    [Fact]
    public Task The_only_state_goes_with_its_parentheses() => Fixes.Verify<FeatureSetFix>(
        Source.Power.Edit("[StateMachineDriver<PowerState>]", "[StateMachineDriver<PowerState>({|MIG1009:D3Hot|})]"),
        Source.Power);

    [Theory]
    [InlineData("1")]
    [InlineData("MigrationFeatures.P2P")]
    public Task What_else_was_meant_nobody_knows(string argument) => Fixes.VerifyNone<FeatureSetFix>(
        Source.Features.Edit("(LinkFeatures.Test)]\npublic", $"({{|MIG1009:{argument}|}})]\npublic").Edit(", Arc<LinkState>(Up, Testing), Arc<LinkState>(Testing, Up)", ""));
}
