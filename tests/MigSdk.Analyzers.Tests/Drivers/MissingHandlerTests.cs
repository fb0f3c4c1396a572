using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1002.</summary>
public sealed class MissingHandlerTests
{
    [Fact]
    public Task The_message_names_the_arc_and_a_transition_that_needs_it() => Rules.Verify(
        Source.Flags7.Edit("[Arc(Running, RunningP2P), ", "[")
            .Edit("[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]\npublic partial class Nic", "[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]\npublic partial class {|#0:Nic|}"),
        Rules.Expect(RuleIds.MissingHandler, 0, "'Nic' must handle Running -> RunningP2P: the transition Running -> Stop needs it"));

    [Fact]
    public Task Each_missing_arc_is_reported_at_the_class() => Rules.Verify(
        Source.Flags1.Edit("[Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)]", "")
            .Edit("class Nic", "class {|#0:Nic|}"),
        Rules.Expect(RuleIds.MissingHandler, 0, "'Nic' must handle Running -> Stop: the transition Running -> StopCopy needs it"),
        Rules.Expect(RuleIds.MissingHandler, 0, "'Nic' must handle Stop -> Running: the transition StopCopy -> Running needs it"),
        Rules.Expect(RuleIds.MissingHandler, 0, "'Nic' must handle StopCopy -> Stop: the transition StopCopy -> Running needs it"));

    [Fact]
    public Task An_arc_that_no_combination_uses_is_a_transition_itself() => Rules.Verify(
        Source.Power.Edit(", Arc<PowerState>(D1, D3Hot)]\n    private ValueTask", "]\n    private ValueTask")
            .Edit("partial class WithD1", "partial class {|#0:WithD1|}"),
        Rules.Expect(RuleIds.MissingHandler, 0, "'WithD1' must handle D1 -> D3Hot: the transition D1 -> D3Cold needs it"));

    [Theory]
    [InlineData("", 6)]
    [InlineData("(MigrationFeatures.P2P)", 8)]
    [InlineData("(MigrationFeatures.PreCopy)", 9)]
    [InlineData("(MigrationFeatures.P2P | MigrationFeatures.PreCopy)", 15)]
    public Task An_empty_driver_misses_all_that_its_features_require(string features, int count) => Rules.Verify(
        $"[MigSdk.MigrationDriver{features.Replace("Migration", "MigSdk.Migration")}] partial class {{|#0:Nic|}} {{ }}",
        [.. Enumerable.Repeat(Rules.Expect(RuleIds.MissingHandler), count)]);

    [Fact]
    public Task A_driver_in_several_files_is_reported_where_it_is_declared_a_driver() => Rules.Verify(
        ["partial class Nic { }", Source.Flags1.Edit("sealed partial class Nic", "sealed partial class {|#0:Nic|}").Edit(", Arc(StopCopy, Stop)", "")],
        "",
        Rules.Expect(RuleIds.MissingHandler));

    [Fact]
    public Task An_arc_that_is_required_because_a_feature_is_missing_waits_for_the_handlers_of_that_feature() => Rules.Verify(
        Source.Flags3.Edit("(MigrationFeatures.P2P)", "")
            .Edit("Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)", "{|#0:Arc(RunningP2P, Running)|}"),
        Rules.Expect(RuleIds.AbsentFeature));

    [Fact]
    public Task While_a_handler_is_being_typed_nothing_is_missing() => Rules.Verify(
        Source.Flags1.Edit("Arc(StopCopy, Stop)", "Arc(StopCopy, {|#0:Sto|})"),
        Rules.CompilerError("CS0103", 0));

    [Fact]
    public Task While_the_features_are_being_typed_nothing_is_known() => Rules.Verify(
        Source.Flags3.Edit("(MigrationFeatures.P2P)", "(MigrationFeatures.{|#0:P2|})"),
        Rules.CompilerError("CS0117", 0));

    [Theory]
    [InlineData("Arc(Stop, StopCopy)", "Stop", "StopCopy", "Saving")]
    [InlineData("Arc(Stop, Resuming)", "Stop", "Resuming", "Resuming")]
    [InlineData("Arc(Resuming, Stop)", "Resuming", "Stop", null)]
    public async Task A_fix_finds_the_arc_and_its_session_in_the_properties(string removed, string from, string to, string? opens)
    {
        Diagnostic found = Assert.Single(await Compiling.ReportAsync(Source.Flags1.Edit($"[{removed}]", "")));

        Assert.Equal(RuleIds.MissingHandler, found.Id);
        Assert.Equal(from, found.Properties[MissingHandlerRule.FromProperty]);
        Assert.Equal(to, found.Properties[MissingHandlerRule.ToProperty]);
        Assert.Equal(opens, found.Properties[MissingHandlerRule.OpensProperty]);
    }
}
