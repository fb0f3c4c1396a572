using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class VfioOracleTests
{
    [Fact]
    public void Every_answer_of_the_kernel_is_the_planners()
    {
        foreach (OracleRow row in OracleRow.All)
        {
            DriverPlan plan = VfioSpec.Driver(row.Flags);

            bool supported = plan.TryGetNextState(row.Current, row.Target, out int next);

            Assert.Equal(row.Errno == 0, supported);
            Assert.Equal(supported, plan.IsSupported(row.Current, row.Target));
            Assert.Equal(row.Next ?? 0, next);
            Assert.Equal(row.Path.Skip(1), plan.GetPath(row.Current, row.Target));
        }
    }

    [Fact]
    public void The_oracle_has_all_pairs_of_all_legal_flags()
    {
        Assert.Equal(360, OracleRow.All.Count);
        Assert.Equal(
            [(1, 90), (3, 90), (5, 90), (7, 90)],
            OracleRow.All.GroupBy(row => row.Flags).Select(rows => (rows.Key, rows.Count())));
    }

    [Theory]
    [InlineData(1, 6, 6, 2)]
    [InlineData(3, 8, 12, 3)]
    [InlineData(5, 9, 10, 3)]
    [InlineData(7, 15, 25, 4)]
    public void A_driver_has_as_many_arcs_and_combinations_as_the_kernel_asks_for(
        int flags, int arcs, int combinations, int steps)
    {
        DriverPlan plan = VfioSpec.Driver(flags);
        int[] lengths = [.. plan.SupportedTransitions.Select(pair => plan.GetPath(pair.From, pair.To).Length)];

        Assert.Equal(arcs, plan.RequiredArcs.Length);
        Assert.Equal(combinations, lengths.Count(length => length > 1));
        Assert.Equal(steps, lengths.Max());
    }

    [Fact]
    public void The_spec_has_no_tie_and_no_finding()
    {
        Assert.Empty(VfioSpec.Plan.Ties);
        Assert.Empty(Auditor.Audit(VfioSpec.Spec));
    }

    [Fact]
    public void A_minimal_driver_runs_and_stops_over_arcs_that_the_spec_does_not_have()
    {
        RequiredArc[] derived = [.. VfioSpec.Driver(1).RequiredArcs.Where(arc => arc.IsDerived)];

        Assert.Equal(
            [(VfioSpec.Stop, VfioSpec.Running), (VfioSpec.Running, VfioSpec.Stop)],
            derived.Select(arc => (arc.From, arc.To)));
    }

    [Fact]
    public void A_driver_without_P2P_goes_on_with_its_session_from_pre_copy_to_stop_copy()
    {
        RequiredArc arc = Assert.Single(
            VfioSpec.Driver(5).RequiredArcs, arc => arc.From == VfioSpec.PreCopy && arc.To == VfioSpec.StopCopy);

        Assert.True(arc.IsDerived);
        Assert.Null(arc.Opens);
        Assert.Null(arc.Closes);
    }

    [Theory]
    [InlineData(VfioSpec.Running, VfioSpec.PreCopy, "Saving", null)]
    [InlineData(VfioSpec.PreCopy, VfioSpec.Running, null, "Saving")]
    [InlineData(VfioSpec.PreCopyP2P, VfioSpec.StopCopy, null, null)]
    [InlineData(VfioSpec.Stop, VfioSpec.Resuming, "Resuming", null)]
    [InlineData(VfioSpec.Resuming, VfioSpec.Stop, null, "Resuming")]
    [InlineData(VfioSpec.Stop, VfioSpec.RunningP2P, null, null)]
    public void A_required_arc_says_which_session_it_opens_and_closes(int from, int to, string? opens, string? closes)
    {
        RequiredArc arc = Assert.Single(VfioSpec.Driver(7).RequiredArcs, arc => arc.From == from && arc.To == to);

        Assert.Equal(opens, arc.Opens);
        Assert.Equal(closes, arc.Closes);
        Assert.False(arc.IsDerived);
    }
}
