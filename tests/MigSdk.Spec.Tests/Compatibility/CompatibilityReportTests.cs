using System;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class CompatibilityReportTests
{
    [Fact]
    public void Reports_are_equal_by_content_and_so_are_their_parts()
    {
        StateMachineSpec copy = VfioSpec.Builder().Build();
        CompatibilityReport one = SpecCompatibility.Compare(VfioHistory.RfcAllP2P, VfioSpec.Spec);
        CompatibilityReport other = SpecCompatibility.Compare(VfioHistory.RfcAllP2P, copy);

        Assert.True(one.Equals((object)other));
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(one.Findings.AsEnumerable(), other.Findings);
        Assert.Equal(one.Transitions.AsEnumerable(), other.Transitions);
        Assert.Equal(CompatibilityText.Render(one), CompatibilityText.Render(other));
        Assert.NotEqual(one, SpecCompatibility.Compare(VfioHistory.V2, VfioSpec.Spec));
        Assert.NotEqual(one, SpecCompatibility.Compare(VfioSpec.Spec, VfioHistory.RfcAllP2P));
    }

    [Fact]
    public void A_report_names_its_specs_and_its_level()
    {
        CompatibilityReport report = SpecCompatibility.Compare(VfioHistory.V2, VfioSpec.Spec);

        Assert.Equal("V2 -> Vfio: compatible", report.ToString());
        Assert.Same(VfioHistory.V2, report.Old);
        Assert.Same(VfioSpec.Spec, report.New);
    }

    [Fact]
    public void Transitions_are_those_of_the_old_spec_in_the_order_of_its_states()
    {
        CompatibilityReport report = SpecCompatibility.Compare(VfioSpec.Spec, VfioHistory.V2);

        Assert.Equal(
            VfioSpec.Driver(7).SupportedTransitions.Where(pair => pair.From != pair.To),
            report.Transitions.Select(transition => transition.Pair));
    }

    [Fact]
    public void A_name_stays_on_its_line()
    {
        StateMachineSpec bare = new("bare\n", [new("end", 0)], [], [], [], 0);
        string text = CompatibilityText.Render(SpecCompatibility.Compare(TapeSpec.Odd, bare));

        Assert.StartsWith("o\"d\\d\\u000A<x> -> bare\\u000A: breaking\ntransitions: ", text, StringComparison.Ordinal);
        Assert.Contains("\n  new\\u000Aline (6) is gone.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void Without_transitions_there_are_none()
    {
        StateMachineSpec alone = new("S", [new("A", 0)], [], [], [], 0);

        Assert.Equal(
            "S -> S: compatible\ntransitions: none\n",
            CompatibilityText.Render(SpecCompatibility.Compare(alone, alone)));
        Assert.Throws<ArgumentNullException>(() => CompatibilityText.Render(null!));
    }

    [Fact]
    public void A_spec_of_a_whole_byte_with_an_optional_state_at_every_second_place_is_compared()
    {
        StateMachineSpec old = Chain(isOptional: false), current = Chain(isOptional: true);
        CompatibilityReport report = SpecCompatibility.Compare(old, current);

        Assert.Equal(256 * 255, report.Transitions.Length);
        Assert.Equal(256 * 128 - 128, report.Transitions.Count(t => t.Change == TransitionChange.Lost));
        Assert.Equal(CompatibilityLevel.OptOut, report.Level);
        Assert.Equal(128, report.Findings.Length);
    }

    private static StateMachineSpec Chain(bool isOptional)
    {
        const int States = 256;
        int[] indexes = [.. Enumerable.Range(0, States)];
        return new StateMachineSpec(
            "Chain",
            [.. indexes.Select(s => new SpecState($"S{s}", s, isOptional && s % 2 == 1 ? IndexSet.Of(s / 2) : default))],
            isOptional ? [.. indexes.Where(s => s % 2 == 1).Select(s => new SpecFeature($"S{s}", s, s))] : [],
            [.. indexes.Skip(1).SelectMany(s => new SpecArc[] { new(s - 1, s), new(s, s - 1) })],
            [],
            initial: 0);
    }
}
