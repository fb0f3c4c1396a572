using System;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class BaselineUpdateTests
{
    private static readonly StateMachineSpec Whole = Make.Spec("A=B B=C"), Less = Make.Spec("A=B B-C");

    [Fact]
    public void An_empty_file_gets_the_lines_in_their_order() =>
        Assert.Equal(SpecBaseline.Of(Whole).ToString(), Update("", "", Whole));

    [Fact]
    public void Comments_other_specs_and_line_ends_stay()
    {
        const string Before = "# header\r\n\r\nAlpha initial A\r\n# about Zeta\r\nZeta initial A\r\n# the end\r\n";
        string after = Update("", Before, Make.Spec("A-B"));

        Assert.Equal(
            "# header\r\n\r\nAlpha initial A\r\nTest arc A -> B\r\nTest initial A\r\nTest path A -> B {}: B\r\n"
                + "Test state A = 0\r\nTest state B = 1\r\n# about Zeta\r\nZeta initial A\r\n# the end\r\n",
            after);
    }

    [Fact]
    public void Shipped_lines_are_taken_back_and_unshipped_ones_removed()
    {
        string shipped = SpecBaseline.Of(Less).ToString();
        string unshipped = Update(shipped, "# header\n", Whole);

        Assert.Equal("# header\nTest arc C -> B\nTest path C -> A {}: B -> A\nTest path C -> B {}: B\n", unshipped);
        Assert.Equal("# header\n", Update(shipped, unshipped, Less));
        Assert.Equal(
            "# header\n*REMOVED*Test arc C -> B\n*REMOVED*Test path C -> A {}: B -> A\n*REMOVED*Test path C -> B {}: B\n",
            Update(SpecBaseline.Of(Whole).ToString(), "# header\n", Less));
    }

    [Fact]
    public void A_fact_that_is_taken_back_and_comes_again_loses_its_removal()
    {
        string shipped = SpecBaseline.Of(Whole).ToString();

        Assert.Equal("", Update(shipped, Update(shipped, "", Less), Whole));
    }

    [Fact]
    public void Faulty_lines_are_left_to_their_author() =>
        Assert.Contains("\nTest arrow A\n", Update("", "Test arrow A\n", Whole), StringComparison.Ordinal);

    [Fact]
    public void A_last_line_without_an_end_gets_one() =>
        Assert.Equal("Alpha initial A\nTest initial A\nTest state A = 0\n", Update("", "Alpha initial A", Alone));

    [Fact]
    public void After_an_update_nothing_is_left_to_tell_whatever_was_there()
    {
        StateMachineSpec[] specs = [.. RandomSpecs.Take(300)];
        for (int i = 2; i < specs.Length; i++)
        {
            string[] lines = SpecBaseline.Of(Named(specs[i - 2], "S")).ToString().Split('\n');
            string shipped = string.Join('\n', lines.Where((_, line) => line % 3 != 0));
            string unshipped = Update(
                shipped, string.Join('\n', lines.Where((_, line) => line % 3 == 0)), Named(specs[i - 1], "S"));
            StateMachineSpec now = Named(specs[i], "S");

            string updated = Update(shipped, unshipped, now);

            BaselineRecord record = Record(shipped, updated);
            Assert.Null(record.Review(now).Kind);
            Assert.Empty(record.Faults);
            Assert.Equal(
                SpecBaseline.Of(now).Facts.ToHashSet(), record.EntriesOf("S").Select(entry => entry.Fact).ToHashSet());
            Assert.Equal(updated, Update(shipped, updated, now));
            Assert.Equal(updated.Split('\n').Order(StringComparer.Ordinal).Skip(1), updated.Split('\n')[..^1]);
        }
    }

    [Fact]
    public void What_is_accepted_is_told_among_the_comments_at_the_beginning()
    {
        StateMachineSpec old = Named(VfioHistory.RfcAllP2P, "Rfc as recorded"), now = Named(VfioHistory.RfcOptionalP2P, "Rfc");
        string text = BaselineUpdate.Comment("# header\nRfc initial Running\n", SpecCompatibility.Compare(old, now));

        Assert.Equal(
            """
            # header

            # Accepted:
            # Rfc as recorded -> Rfc: opt-out
            # transitions: 9 opt-out, 11 by other steps, 20 unchanged
            #
            # Opt-out: in states and features
            #   PreCopyP2P is there only for drivers with P2P; with others hosts never get there.
            #   RunningP2P is there only for drivers with P2P; with others hosts never get there.
            #
            # Opt-out: hosts of Rfc as recorded fail on drivers of Rfc without P2P
            #   Stop -> PreCopyP2P: needs P2P
            #   Stop -> RunningP2P: needs P2P
            #   Running -> PreCopyP2P: needs P2P
            #   Running -> RunningP2P: needs P2P
            #   StopCopy -> RunningP2P: needs P2P
            #   PreCopy -> PreCopyP2P: needs P2P
            #   PreCopy -> RunningP2P: needs P2P
            #   Resuming -> PreCopyP2P: needs P2P
            #   Resuming -> RunningP2P: needs P2P

            Rfc initial Running

            """,
            text);
    }

    [Fact]
    public void Lines_are_removed_by_number_and_by_spec()
    {
        const string Text = "# header\r\nS initial A\r\nS.T initial A\r\n*REMOVED*S error A\r\nS initial A\r\n";

        Assert.Equal("# header\r\nS initial A\r\nS.T initial A\r\n*REMOVED*S error A\r\n", BaselineUpdate.Remove(Text, [5]));
        Assert.Equal("# header\r\nS.T initial A\r\n", BaselineUpdate.Remove(Text, "S"));
        Assert.Equal("", BaselineUpdate.Remove("", "S"));
    }

    internal static StateMachineSpec Named(StateMachineSpec spec, string name) => new(
        name, spec.States, spec.Features, spec.Arcs, spec.BlockedPairs, spec.Initial, spec.Error, spec.SingleArcsOnly);

    private static StateMachineSpec Alone { get; } = new("Test", [new("A", 0)], [], [], [], 0);

    private static string Update(string shipped, string unshipped, StateMachineSpec spec) =>
        BaselineUpdate.Record(unshipped, Record(shipped, unshipped), spec);

    private static BaselineRecord Record(string shipped, string unshipped) => new(
        BaselineFile.Parse(BaselineFile.ShippedName, shipped), BaselineFile.Parse(BaselineFile.UnshippedName, unshipped));
}
