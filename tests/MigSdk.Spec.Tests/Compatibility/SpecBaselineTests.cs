using System;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class SpecBaselineTests
{
    [Fact]
    public void A_baseline_has_one_line_a_fact()
    {
        Assert.Equal(
            """
            Tape arc Idle -> Parked
            Tape arc Idle -> Spooling
            Tape arc Parked -> Idle
            Tape arc Reading -> Idle
            Tape arc Spooling -> Reading preference 2
            Tape blocked Idle -> Reading
            Tape error Failed
            Tape feature Fast = 2
            Tape feature Parked = 13 is Parked
            Tape feature Power = 1
            Tape initial Idle
            Tape path Idle -> Parked {Parked, Power}: Parked
            Tape path Idle -> Spooling {Fast, Power}: Spooling
            Tape path Parked -> Idle {Parked, Power}: Idle
            Tape path Parked -> Reading {Fast, Parked, Power}: Idle -> Spooling -> Reading, opens Data
            Tape path Parked -> Reading {Parked, Power}: Idle -> Reading, opens Data
            Tape path Parked -> Spooling {Fast, Parked, Power}: Idle -> Spooling
            Tape path Reading -> Idle {Power}: Idle
            Tape path Reading -> Parked {Parked, Power}: Idle -> Parked
            Tape path Reading -> Spooling {Fast, Power}: Idle -> Spooling
            Tape path Spooling -> Idle {Fast, Power}: Reading -> Idle
            Tape path Spooling -> Reading {Fast, Power}: Reading, opens Data
            Tape state Failed = -1
            Tape state Idle = 10
            Tape state Idle needs Power
            Tape state Parked = 13
            Tape state Parked needs Parked
            Tape state Reading = 12
            Tape state Reading in Data
            Tape state Reading is pre-copy
            Tape state Reading needs Power
            Tape state Spooling = 200
            Tape state Spooling needs Fast
            Tape state Spooling needs Power

            """,
            SpecBaseline.Of(TapeSpec.Spec).ToString());
    }

    [Fact]
    public void A_pair_has_a_line_for_every_set_of_features_that_brings_a_state_on_its_way()
    {
        string[] lines = [.. SpecBaseline.Of(VfioSpec.Spec).Facts
            .Select(fact => fact.Text)
            .Where(text => text.StartsWith("path Resuming -> PreCopy ", StringComparison.Ordinal))];

        Assert.Equal(
            [
                "path Resuming -> PreCopy {P2P, PreCopy, StopCopy}: Stop -> RunningP2P -> Running -> PreCopy, opens Saving",
                "path Resuming -> PreCopy {PreCopy, StopCopy}: Stop -> Running -> PreCopy, opens Saving",
            ],
            lines);
        Assert.Equal(
            ["{A}: C", "{A, B}: B -> C"],
            SpecBaseline.Of(Make.Builder("I=A A=B B=C", optional: "A B").Initial("I").Build()).Facts
                .Where(fact => fact.Text.StartsWith("path A -> C ", StringComparison.Ordinal))
                .Select(fact => fact.Text["path A -> C ".Length..])
                .OrderBy(text => text.Length));
    }

    [Fact]
    public void The_lines_of_a_pair_give_the_path_of_every_driver()
    {
        int drivers = 0;
        foreach (StateMachineSpec spec in RandomSpecs.Take(300).Append(VfioSpec.Spec))
        {
            ILookup<string, RecordedPath> lines = SpecBaseline.Of(spec).Facts
                .Where(fact => fact.Text.StartsWith("path ", StringComparison.Ordinal))
                .Select(fact => RecordedPath.Of(fact.Text))
                .ToLookup(path => path.Pair);
            SpecPlan plan = Planner.Plan(spec);
            for (int set = 0; set < 1 << spec.Features.Length; set++)
            {
                DriverPlan driver = plan.For(VfioSpec.Features(set));
                string[] features = [.. driver.Features.Select(feature => spec.Features[feature].Name)];
                StatePair[] pairs = [.. driver.SupportedTransitions.Where(pair => pair.From != pair.To)];
                foreach ((int from, int to) in pairs)
                {
                    RecordedPath[] all = [.. lines[spec.Names([from, to])]];
                    RecordedPath[] covered = [.. all.Where(path => path.Features.All(features.Contains))];
                    string[] order = all.MaxBy(path => path.States.Length)!.States;
                    string states = string.Join(
                        ' ', order.Where(state => covered.Any(path => path.States.Contains(state))));

                    Assert.Equal(spec.Names(driver.GetPath(from, to)), states);
                    Assert.Equal(
                        CompatibilityBruteForce.Opens(driver, from, to), covered.Any(path => path.Opens is not null));
                }

                Assert.Equal(
                    pairs.Length,
                    lines.Count(pair => pair.Any(path => path.Features.All(features.Contains))));
                drivers++;
            }
        }

        Assert.True(drivers > 500);
    }

    [Fact]
    public void A_spec_is_what_its_baseline_says()
    {
        StateMachineSpec[] specs =
        [
            .. RandomSpecs.Take(400).Where(spec => Planner.Plan(spec).Ties.IsEmpty),
            VfioSpec.Spec, VfioHistory.RfcOptionalP2P, TapeSpec.Odd, TapeSpec.Spec,
        ];

        Assert.All(specs, spec =>
        {
            SpecBaseline baseline = SpecBaseline.Of(spec);
            StateMachineSpec read = Assert.Single(SpecBaseline.Parse(baseline.ToString()).Specs);
            Assert.Equal(baseline, SpecBaseline.Of(read));
            Assert.Equal(CompatibilityLevel.Compatible, SpecCompatibility.Compare(spec, read).Level);
            Assert.Equal(CompatibilityLevel.Compatible, SpecCompatibility.Compare(read, spec).Level);
        });
    }

    [Fact]
    public void A_spec_is_read_back_as_it_was_but_for_the_order_of_its_arcs()
    {
        StateMachineSpec read = Assert.Single(SpecBaseline.Parse(SpecBaseline.Of(VfioSpec.Spec).ToString()).Specs);

        Assert.Equal(VfioSpec.Spec.States.AsEnumerable(), read.States);
        Assert.Equal(VfioSpec.Spec.Features.AsEnumerable(), read.Features);
        Assert.Equal(VfioSpec.Spec.Arcs.ToHashSet(), read.Arcs.ToHashSet());
        Assert.Equal(VfioSpec.Spec.BlockedPairs.AsEnumerable(), read.BlockedPairs);
        Assert.Equal((VfioSpec.Running, VfioSpec.Error), (read.Initial, read.Error));
    }

    [Fact]
    public void Order_line_ends_comments_and_repetitions_say_nothing()
    {
        SpecBaseline baseline = SpecBaseline.Of(VfioSpec.Spec, TapeSpec.Spec);
        string[] lines = baseline.ToString().Split('\n');
        string shuffled = "# accepted\r\n" + string.Join("\r\n", lines.Reverse().Concat(lines.Take(5)));

        Assert.Equal(baseline, SpecBaseline.Parse(shuffled));
        Assert.Equal(baseline.GetHashCode(), SpecBaseline.Parse(shuffled).GetHashCode());
        Assert.Equal(baseline.ToString(), SpecBaseline.Parse(shuffled).ToString());
        Assert.Equal(["Tape", "Vfio"], baseline.Specs.Select(spec => spec.Name));
    }

    [Fact]
    public void A_baseline_of_nothing_is_an_empty_text()
    {
        Assert.Equal("", SpecBaseline.Of().ToString());
        Assert.Equal(SpecBaseline.Of(), SpecBaseline.Parse("\n"));
        Assert.NotEqual(SpecBaseline.Of(), SpecBaseline.Of(TapeSpec.Spec));
        Assert.Throws<ArgumentNullException>(() => SpecBaseline.Of(null!));
        Assert.Throws<ArgumentNullException>(() => SpecBaseline.Parse(null!));
    }

    [Fact]
    public void Names_that_would_part_a_line_are_spelled_otherwise()
    {
        StateMachineSpec spec = new StateMachineSpecBuilder("a b").State("", 0).State("->", 1).State("{x, y}:\\", 2)
            .Arc("", "->").Build();

        Assert.Equal(
            """
            a\u0020b arc \e -> -\u003E
            a\u0020b initial \e
            a\u0020b path \e -> -\u003E {}: -\u003E
            a\u0020b state -\u003E = 1
            a\u0020b state \e = 0
            a\u0020b state \u007Bx\u002C\u0020y\u007D\u003A\u005C = 2

            """,
            SpecBaseline.Of(spec).ToString());
        Assert.Equal("a b", Assert.Single(SpecBaseline.Of(spec).Specs).Name);
    }

    [Fact]
    public void Facts_are_told_apart_by_names()
    {
        StateMachineSpec states = new("S", [new("A", 0), new("A", 1)], [], [], [], 0);
        StateMachineSpec features = new("S", [new("A", 0)], [new("F", 1), new("F", 2)], [], [], 0);

        Assert.Throws<ArgumentException>(() => SpecBaseline.Of(states));
        Assert.Throws<ArgumentException>(() => SpecBaseline.Of(features));
        Assert.Throws<ArgumentException>(() => SpecBaseline.Of(TapeSpec.Spec, TapeSpec.Spec));
    }

    [Theory]
    [InlineData("S")]
    [InlineData("S initial")]
    [InlineData("S initial A B")]
    [InlineData("S initial B")]
    [InlineData("S error B")]
    [InlineData("S error A\nS error B")]
    [InlineData("S single-arcs-only A")]
    [InlineData("S state A")]
    [InlineData("S state A = one")]
    [InlineData("S state A = 01")]
    [InlineData("S state A = 2")]
    [InlineData("S state A is post-copy")]
    [InlineData("S state B is pre-copy")]
    [InlineData("S state B in Saving")]
    [InlineData("S state A in Saving\nS state A in Resuming")]
    [InlineData("S state A needs F")]
    [InlineData("S feature F")]
    [InlineData("S feature F = 1 is B")]
    [InlineData("S feature F = 1 was A")]
    [InlineData("S feature F = 1\nS feature F = 2")]
    [InlineData("S arc A B")]
    [InlineData("S arc A -> B")]
    [InlineData("S arc A -> A preference 99999999999")]
    [InlineData("S arc A -> A preference 1\nS arc A -> A preference 2")]
    [InlineData("S blocked A -> B")]
    [InlineData("S blocked A -> A A")]
    [InlineData("S path A")]
    [InlineData("S  state A = 0")]
    [InlineData("S arrow A -> A")]
    [InlineData("T state A = 0")]
    [InlineData("S state \\u0041 = 1")]
    [InlineData("S state \\u00 = 1")]
    public void What_does_not_make_a_spec_is_refused(string lines)
    {
        const string Sound = "S initial A\nS state A = 0\n";

        Assert.Single(SpecBaseline.Parse(Sound).Specs);
        Assert.ThrowsAny<FormatException>(() => SpecBaseline.Parse(Sound + lines));
    }

    private sealed record RecordedPath(string Pair, string[] Features, string[] States, string? Opens)
    {
        public static RecordedPath Of(string text)
        {
            Match match = Regex.Match(text, @"^path (\S+) -> (\S+) \{(.*)\}: ([^,]*)(?:, opens (\S+))?$");
            return new RecordedPath(
                $"{match.Groups[1]} {match.Groups[2]}",
                match.Groups[3].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries),
                match.Groups[4].Value.Split(" -> "),
                match.Groups[5].Success ? match.Groups[5].Value : null);
        }
    }
}
