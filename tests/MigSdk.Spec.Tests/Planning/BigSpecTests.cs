using System;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

/// <summary>Specs of the size of a whole byte.</summary>
public sealed class BigSpecTests
{
    private const int States = 256;

    [Fact]
    public void A_chain_is_planned_from_end_to_end()
    {
        SpecPlan plan = Planner.Plan(Spec((from, to) => Math.Abs(from - to) == 1));
        DriverPlan driver = plan.For(IndexSet.Empty);

        Assert.Equal(Enumerable.Range(1, 255), plan.GetPath(0, 255));
        Assert.Equal(Enumerable.Range(0, 255).Reverse(), plan.GetPath(255, 0));
        Assert.Empty(plan.Ties);
        Assert.Equal(2 * 127, driver.RequiredArcs.Length);
        Assert.Equal(128 * 128, driver.SupportedTransitions.Count());
        Assert.All(driver.RequiredArcs, arc => Assert.True(arc.IsDerived));
        Assert.Equal((128 * 128 / 4) - 1, driver.CombinationsUsing(126, 128).Length);
        Assert.Empty(Auditor.Audit(plan.Spec));
    }

    [Fact]
    public void With_an_arc_between_any_two_states_every_path_is_one_arc()
    {
        SpecPlan plan = Planner.Plan(Spec((_, _) => true));
        DriverPlan driver = plan.For(IndexSet.Of(0));

        Assert.All(
            driver.SupportedTransitions.Where(pair => pair.From != pair.To),
            pair => Assert.Equal(pair.To, Assert.Single(driver.GetPath(pair.From, pair.To))));
        Assert.Equal(States * (States - 1), driver.RequiredArcs.Length);
        Assert.Empty(plan.Ties);
    }

    [Fact]
    public void A_grid_ties_wherever_start_and_target_share_neither_row_nor_column()
    {
        SpecPlan plan = Planner.Plan(Spec((from, to) =>
            (from / 16 == to / 16 && Math.Abs(from - to) == 1) || Math.Abs(from - to) == 16));

        Assert.Equal(States * 15 * 15, plan.Ties.Length);
        Assert.All(plan.Ties, tie => Assert.NotEqual(tie.Path.AsEnumerable(), tie.Other));
        Assert.All(plan.Ties, tie => Assert.Equal(tie.Path.Length, tie.Other.Length));
    }

    /// <summary>A spec in which every second state is an optional one.</summary>
    private static StateMachineSpec Spec(Func<int, int, bool> isArc) => new(
        "Big",
        [.. Enumerable.Range(0, States).Select(s => new SpecState($"S{s}", s, s % 2 == 1 ? IndexSet.Of(0) : default))],
        [new SpecFeature("Odd", 1)],
        [.. from f in Enumerable.Range(0, States)
            from t in Enumerable.Range(0, States)
            where f != t && isArc(f, t)
            select new SpecArc(f, t)],
        [],
        initial: 0);
}
