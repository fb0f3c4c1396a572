using System;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class TextTableTests
{
    [Fact]
    public void A_spec_is_shown_as_aligned_tables()
    {
        Assert.Equal(
            """
            Tape

            State     Value  Features     Group  Role
            Idle         10  Power        -      initial
            Spooling    200  Power, Fast  -      -
            Reading      12  Power        Data   pre-copy
            Parked       13  Parked       -      -
            Failed       -1  -            -      error

            Feature  Value  Kind
            Power        1  mandatory
            Fast         2  optional
            Parked      13  optional state

            Arc                  Opens  Closes  Preference
            Idle -> Spooling     -      -                0
            Spooling -> Reading  Data   -                2
            Reading -> Idle      -      Data             0
            Idle -> Parked       -      -                0
            Parked -> Idle       -      -                0

            Blocked
            Idle -> Reading

            """,
            SpecTable.Render(TapeSpec.Spec));
    }

    [Fact]
    public void A_spec_of_single_arcs_says_so_and_what_it_lacks_has_no_table()
    {
        Assert.Equal(
            """
            Test (single arcs only)

            State  Value  Features  Group  Role
            A          0  -         -      initial
            B          1  -         -      -

            Arc     Opens  Closes  Preference
            A -> B  -      -                0

            """,
            SpecTable.Render(Make.Builder("A-B").SingleArcsOnly().Build()));
    }

    [Fact]
    public void A_name_stays_on_its_line()
    {
        string[] lines = SpecTable.Render(TapeSpec.Odd).Split('\n');

        Assert.Equal("o\"d\\d\\u000A<x>", lines[0]);
        Assert.Contains("new\\u000Aline      6  new\\u000Aline  -      -", lines);
    }

    [Fact]
    public void A_drivers_paths_are_shown_one_to_a_line()
    {
        Assert.Equal(
            """
            From      To        Path
            Idle      Spooling  Idle -> Spooling
            Spooling  Idle      Spooling -> Reading -> Idle
            Spooling  Reading   Spooling -> Reading
            Reading   Idle      Reading -> Idle
            Reading   Spooling  Reading -> Idle -> Spooling

            """,
            PathTable.Render(Planner.Plan(TapeSpec.Spec).For(IndexSet.Of(1))));
    }

    [Fact]
    public void Every_path_of_a_vfio_driver_has_a_line_of_its_own_with_all_its_states()
    {
        string[] lines = PathTable.Render(VfioSpec.Driver(7)).TrimEnd('\n').Split('\n');

        Assert.Equal(1 + 15 + 25, lines.Length);
        Assert.All(lines, line => Assert.True(line.Length < 110, line));
        Assert.Contains("Resuming    PreCopy     Resuming -> Stop -> RunningP2P -> Running -> PreCopy", lines);
    }

    [Fact]
    public void From_a_path_that_is_too_long_the_middle_is_left_out()
    {
        string arcs = string.Join(' ', Enumerable.Range(10, 40).Select(i => $"S{i}-S{i + 1}"));
        DriverPlan plan = Make.Plan(arcs).For(IndexSet.Empty);
        string[] lines = PathTable.Render(plan).Split('\n');

        Assert.All(lines, line => Assert.True(line.Length < 110, line));
        Assert.Contains(
            "S10   S50  S10 -> S11 -> S12 -> S13 -> S14 -> S15 -> S16 -> S17 -> S18 -> S19 -> ... 30 more ... -> S50",
            lines);
        Assert.DoesNotContain(lines, line => line.Contains("... 0 more", StringComparison.Ordinal));
        Assert.DoesNotContain("...", PathTable.Render(plan, int.MaxValue), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Alpha-Bravo Bravo-Charlie Charlie-Delta", "Alpha -> ... 2 more ... -> Delta")]
    [InlineData("Alpha-B B-C C-Delta", "Alpha -> B -> C -> Delta")]
    public void A_path_that_never_fits_keeps_its_ends_and_is_not_made_longer(string arcs, string shown)
    {
        string line = PathTable.Render(Make.Plan(arcs).For(IndexSet.Empty), width: 1).Split('\n')
            .Single(line => Regex.IsMatch(line, "^Alpha +Delta "));

        Assert.EndsWith("  " + shown, line, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_picture_of_nothing()
    {
        Assert.Throws<ArgumentNullException>(() => SpecTable.Render(null!));
        Assert.Throws<ArgumentNullException>(() => PathTable.Render(null!));
        Assert.Throws<ArgumentNullException>(() => MermaidDiagram.Render(null!));
        Assert.Throws<ArgumentNullException>(() => DotGraph.Render(null!));
    }
}
