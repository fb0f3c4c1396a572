using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class BaselineRecordTests
{
    private static readonly string Vfio = SpecBaseline.Of(VfioSpec.Spec).ToString();

    [Fact]
    public void What_is_recorded_is_not_told()
    {
        string[] lines = Vfio.Split('\n');
        string some = string.Join('\n', lines.Take(30)), others = string.Join("\r\n", lines.Skip(30));

        Assert.Null(Record(Vfio, null).Review(VfioSpec.Spec).Kind);
        Assert.Null(Record(null, Vfio).Review(VfioSpec.Spec).Kind);
        Assert.Null(Record(some, others).Review(VfioSpec.Spec).Kind);
        Assert.Empty(Record(some, others).Faults);
    }

    [Fact]
    public void A_spec_of_which_nothing_is_recorded_is_new()
    {
        BaselineReview review = Record("", "").Review(VfioSpec.Spec);

        Assert.True(review.IsNew);
        Assert.Equal(BaselineChangeKind.Addition, review.Kind);
        Assert.Equal(SpecBaseline.Of(VfioSpec.Spec).Facts.AsEnumerable(), review.Changes.Select(change => change.Fact));
        Assert.Equal("'arc PreCopy -> PreCopyP2P', 'arc PreCopy -> Running' and 96 more", review.Summarize(2));
    }

    [Fact]
    public void Missing_lines_are_an_addition_also_where_the_others_make_no_spec()
    {
        string without = Vfio.Replace("Vfio initial Running\n", "").Replace("Vfio state Stop = 1\n", "");
        BaselineReview review = Record(null, without).Review(VfioSpec.Spec);

        Assert.Equal(BaselineChangeKind.Addition, review.Kind);
        Assert.Null(review.Fault);
        Assert.Equal("'initial Running', 'state Stop = 1'", review.Summarize(5));
    }

    [Fact]
    public void Lines_that_make_no_spec_and_hold_no_more_are_a_fault()
    {
        BaselineReview review = Record(null, Vfio.Replace("Vfio state Stop = 1\n", "Vfio state Old = 1\n"))
            .Review(VfioSpec.Spec);

        Assert.Null(review.Kind);
        Assert.Equal(BaselineFaultKind.Incomplete, review.Fault!.Kind);
        Assert.Contains("has no state 'Stop'. Restore the line that is missing", review.Fault.Message);
        Assert.Contains("Stop", Vfio.Split('\n')[review.Fault.Line - 1]);
    }

    [Fact]
    public void A_shipped_fact_can_be_taken_back()
    {
        StateMachineSpec with = Make.Spec("A=B B=C"), without = Make.Spec("A=B B-C");
        string shipped = SpecBaseline.Of(with).ToString();

        BaselineReview open = Record(shipped, null).Review(without);
        Assert.Equal(BaselineChangeKind.Breaking, open.Kind);
        Assert.Equal(
            "hosts fail on all drivers at C -> A (has no path any more), C -> B (has no path any more)", open.Summarize(3));
        string accepted =
            "*REMOVED*Test arc C -> B\n*REMOVED*Test path C -> A {}: B -> A\n*REMOVED*Test path C -> B {}: B\n";
        Assert.Null(Record(shipped, accepted).Review(without).Kind);
        Assert.Equal(BaselineChangeKind.Addition, Record(shipped, accepted).Review(with).Kind);
    }

    [Fact]
    public void Faults_are_told_with_place_and_remedy()
    {
        const string Shipped = "S initial A\nS state A = 0\nS state A = 0\n*REMOVED*S initial A\n";
        const string Unshipped = "S state A = 0\nS state A = 1\n*REMOVED*S arc A -> B\n*REMOVED*S arc A -> B\nnonsense\n";

        Assert.Equal(
            [
                "MigSpec.Shipped.txt(3) Duplicate: 'S state A = 0' is already in line 2 of MigSpec.Shipped.txt. Remove this line.",
                "MigSpec.Shipped.txt(4) MisplacedRemoval: MigSpec.Shipped.txt records what has been released. "
                    + "Move this line to MigSpec.Unshipped.txt.",
                "MigSpec.Unshipped.txt(1) Duplicate: 'S state A = 0' is already in line 2 of MigSpec.Shipped.txt. Remove this line.",
                "MigSpec.Unshipped.txt(2) Contradiction: Line 2 of MigSpec.Shipped.txt has 'S state A = 0', which this "
                    + "contradicts. Remove this line, or add '*REMOVED*S state A = 0' if that holds no more.",
                "MigSpec.Unshipped.txt(3) IdleRemoval: 'S arc A -> B' is not in MigSpec.Shipped.txt, so that there is "
                    + "nothing to take back. Remove this line.",
                "MigSpec.Unshipped.txt(4) IdleRemoval: 'S arc A -> B' is not in MigSpec.Shipped.txt, so that there is "
                    + "nothing to take back. Remove this line.",
                "MigSpec.Unshipped.txt(5) Unreadable: 'nonsense' is not a fact of a spec: it has no blank. "
                    + "Correct the line or remove it.",
            ],
            Record(Shipped, Unshipped).Faults.Select(fault => $"{fault.File}({fault.Line}) {fault.Kind}: {fault.Message}"));
    }

    [Theory]
    [InlineData("Vfio arc Stop > Running")]
    [InlineData("Vfio state Stop = 9")]
    [InlineData("Vfio path Running -> Stop {StopCopy}: RunningP2P -> Stop")]
    public void While_a_line_about_a_spec_is_faulty_nothing_is_said_of_it(string line)
    {
        BaselineReview review = Record(null, Vfio + line).Review(BaselineUpdateTests.Named(VfioHistory.V2, "Vfio"));

        Assert.Null(Record(null, Vfio + line).Review(VfioSpec.Spec).Kind);
        Assert.Null(review.Kind);
        Assert.Single(Record(null, Vfio + line).Faults);
        Assert.Equal(BaselineChangeKind.Addition, Record(null, Vfio + line).Review(TapeSpec.Spec).Kind);
    }

    [Fact]
    public void A_recorded_path_that_the_rule_does_not_give_is_breaking_and_named()
    {
        string text = SpecBaseline.Of(Make.Spec("A-B")) + "Test path B -> A {}: A\n";
        BaselineReview review = Record(null, text).Review(Make.Spec("A-B"));

        Assert.Equal((BaselineChangeKind.Breaking, "'path B -> A {}: A' is gone"), (review.Kind, review.Summarize(3)));
    }

    [Fact]
    public void The_specs_of_both_files_are_listed()
    {
        BaselineRecord record = Record(SpecBaseline.Of(TapeSpec.Odd).ToString(), SpecBaseline.Of(TapeSpec.Spec) + Vfio);

        Assert.Equal([TapeSpec.Odd.Name, "Tape", "Vfio"], record.Specs);
        Assert.Equal(SpecBaseline.Of(TapeSpec.Spec).Facts.Length, record.EntriesOf("Tape").Length);
        Assert.Empty(record.EntriesOf("None"));
    }

    [Fact]
    public void A_review_is_at_the_level_of_the_comparison_and_names_what_fails()
    {
        StateMachineSpec[] specs = [.. RandomSpecs.Take(500).Where(spec => Planner.Plan(spec).Ties.IsEmpty)];
        Dictionary<BaselineChangeKind, int> counts = [];
        foreach ((StateMachineSpec old, StateMachineSpec other) in specs.Zip(specs.Skip(1)))
        {
            StateMachineSpec current = BaselineUpdateTests.Named(other, old.Name);
            BaselineReview review = Record(SpecBaseline.Of(old).ToString(), null).Review(current);
            CompatibilityLevel level = SpecCompatibility.Compare(old, current).Level;
            if (review.Kind is not BaselineChangeKind kind)
            {
                Assert.Equal(SpecBaseline.Of(old), SpecBaseline.Of(current));
                continue;
            }

            Assert.Equal(level == CompatibilityLevel.Breaking, kind == BaselineChangeKind.Breaking);
            Assert.Equal(level == CompatibilityLevel.OptOut, kind == BaselineChangeKind.OptOut);
            Assert.NotEqual("", review.Summarize(3));
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }

        Assert.True(counts[BaselineChangeKind.Breaking] > 50, string.Join(' ', counts));
    }

    [Fact]
    public void Nothing_is_no_argument()
    {
        Assert.Throws<ArgumentNullException>(() => Record("", "").Review(null!));
        Assert.Throws<ArgumentNullException>(() => Record("", "").EntriesOf(null!));
        Assert.Throws<ArgumentNullException>(() => BaselineFile.Parse(null!, ""));
        Assert.Throws<ArgumentNullException>(() => BaselineFile.Parse("", null!));
    }

    private static BaselineRecord Record(string? shipped, string? unshipped) => new(
        shipped is null ? null : BaselineFile.Parse(BaselineFile.ShippedName, shipped),
        unshipped is null ? null : BaselineFile.Parse(BaselineFile.UnshippedName, unshipped));
}
