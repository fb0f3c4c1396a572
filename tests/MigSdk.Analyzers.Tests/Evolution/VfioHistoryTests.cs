using System;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Spec;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>The argument of January 2022, told by the compiler step for step.</summary>
public sealed class VfioHistoryTests
{
    [Fact]
    public Task P2P_states_in_every_driver_are_an_addition() => Recording.Verify(
        History.AllP2P,
        Recording.Of(History.Base),
        Rules.Expect(
            RuleIds.UnrecordedAddition,
            0,
            "Not all facts of 'RfcState' are recorded in MigSpec.Unshipped.txt: 'arc PreCopy -> PreCopyP2P', "
            + "'arc PreCopyP2P -> PreCopy', 'arc PreCopyP2P -> RunningP2P' and 43 more; 14 that are recorded are gone, "
            + "which no host misses"));

    [Fact]
    public Task Letting_drivers_out_afterwards_is_an_opt_out() => Recording.Verify(
        History.OptionalP2P,
        Recording.Of(History.AllP2P),
        Rules.Expect(
            RuleIds.OptOutChange,
            0,
            "'RfcState' lets drivers out of what the spec on record promised: hosts fail on drivers without P2P at "
            + "Stop -> PreCopyP2P (needs P2P), Stop -> RunningP2P (needs P2P), Running -> PreCopyP2P (needs P2P) and 6 more"));

    [Fact]
    public Task P2P_as_an_optional_feature_from_the_start_is_an_addition() => Recording.Verify(
        History.OptionalP2P, Recording.Of(History.Base), Rules.Expect(RuleIds.UnrecordedAddition));

    [Fact]
    public Task Pre_copy_came_back_to_v2_as_an_addition_that_takes_nothing_away() => Recording.Verify(
        History.V2WithPreCopy,
        Recording.Of(History.V2),
        Rules.Expect(
            RuleIds.UnrecordedAddition,
            0,
            "Not all facts of 'DeviceState' are recorded in MigSpec.Unshipped.txt: 'arc PreCopy -> PreCopyP2P', "
            + "'arc PreCopy -> Running', 'arc PreCopyP2P -> PreCopy' and 41 more"));

    [Fact]
    public Task Giving_up_P2P_again_breaks_nobody_while_it_is_optional_and_everybody_while_it_is_not() => Task.WhenAll(
        Recording.Verify(History.Base, Recording.Of(History.OptionalP2P), Rules.Expect(RuleIds.UnrecordedAddition)),
        Recording.Verify(History.Base, Recording.Of(History.AllP2P), Rules.Expect(RuleIds.BreakingChange)));

    [Theory]
    [InlineData(History.Base)]
    [InlineData(History.AllP2P)]
    [InlineData(History.OptionalP2P)]
    [InlineData(History.V2)]
    [InlineData(History.V2WithPreCopy)]
    public Task A_spec_that_is_recorded_as_it_is_has_no_diagnostic(string source) =>
        Recording.Verify(Recording.Plain(source), Recording.Of(source));

    [Fact]
    public void The_page_has_the_figures_and_the_pairs()
    {
        string page = Source.Read("MIG5001.md");
        (string Step, string Old, string New)[] steps =
        [
            ("no P2P, then P2P in every driver", History.Base, History.AllP2P),
            ("P2P in every driver, then as an optional feature", History.AllP2P, History.OptionalP2P),
            ("no P2P, then P2P as an optional feature", History.Base, History.OptionalP2P),
            ("v2, then v2 with PRE_COPY", History.V2, History.V2WithPreCopy),
        ];

        foreach ((string step, string old, string now) in steps)
        {
            CompatibilityReport report = Compare(old, now);
            int Count(Func<TransitionCompatibility, bool> condition) => report.Transitions.Count(condition);
            string row = $"| {step} | {Count(t => t.Level == CompatibilityLevel.Breaking)} "
                + $"| {Count(t => t.Level == CompatibilityLevel.OptOut)} "
                + $"| {Count(t => t.Change == TransitionChange.Rerouted)} | {Count(t => t.Change == TransitionChange.Unchanged)} |\n";
            Assert.Contains(row, page, StringComparison.Ordinal);
        }

        // Which hosts fail where, pair by pair, as the fix that accepts the change writes it.
        string told = CompatibilityText.Render(Compare(History.AllP2P, History.OptionalP2P), CompatibilityLevel.OptOut);
        Assert.Contains("```text\n" + told + "```\n", page, StringComparison.Ordinal);
    }

    private static CompatibilityReport Compare(string old, string now) => new BaselineRecord(
        BaselineFile.Parse(BaselineFile.ShippedName, Recording.Of(old)), null).Review(Recording.Specs(now).Single()).Report!;
}
