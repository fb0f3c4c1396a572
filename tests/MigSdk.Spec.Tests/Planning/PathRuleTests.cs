using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

/// <summary>The planner against all walks of two thousand small specs.</summary>
public sealed class PathRuleTests
{
    private const int Specs = 2000;

    [Fact]
    public void Paths_and_ties_are_those_that_writing_down_all_walks_gives()
    {
        int ties = 0, overSession = 0, long_ = 0;
        foreach (StateMachineSpec spec in RandomSpecs.Take(Specs).Concat(CarelessSpecs.Take(Specs / 10)))
        {
            SpecPlan plan = Planner.Plan(spec);
            BruteForce brute = new(spec);
            foreach (StatePair pair in Pairs(spec))
            {
                int[][] best = [.. brute.BestWalks(pair.From, pair.To)];
                UnsettledTie? tie = plan.Ties.SingleOrDefault(t => t.From == pair.From && t.To == pair.To);

                bool staysPut = pair.From == pair.To && pair.From != spec.Error;

                Assert.Equal(brute.HasArc(pair.From, pair.To), spec.HasArc(pair.From, pair.To));
                Assert.Equal(best.Length > 0 || staysPut, plan.HasPath(pair.From, pair.To));
                Assert.Equal(best.FirstOrDefault()?.Skip(1) ?? [], plan.GetPath(pair.From, pair.To));
                Assert.Equal(best.Length > 1, tie is not null);
                if (tie is not null)
                {
                    Assert.Equal(best[0], tie.Path);
                    Assert.Equal(best[1], tie.Other);
                }

                ties += tie is null ? 0 : 1;
                long_ += best.Length > 0 && best[0].Length > 3 ? 1 : 0;
                overSession += best.Length > 0 && best[0][1..^1].Any(s => spec.States[s].Group is not null) ? 1 : 0;
            }
        }

        // Without these there would be little to see in what is compared above.
        Assert.True(ties > 200, $"{ties} ties");
        Assert.True(overSession > 500, $"{overSession} paths over a session state");
        Assert.True(long_ > 500, $"{long_} paths of three arcs and more");
    }

    [Fact]
    public void A_drivers_answers_follow_from_the_specs_paths_by_leaving_states_out()
    {
        foreach (StateMachineSpec spec in RandomSpecs.Take(Specs))
        {
            SpecPlan plan = Planner.Plan(spec);
            for (int flags = 0; flags < 1 << spec.Features.Length; flags++)
            {
                DriverPlan driver = plan.For(VfioSpec.Features(flags));
                IndexSet states = spec.SupportedStates(driver.Features);
                foreach (StatePair pair in Pairs(spec))
                {
                    bool supported = plan.HasPath(pair.From, pair.To)
                        && states.Contains(pair.From) && states.Contains(pair.To);
                    int[] path = supported ? [.. plan.GetPath(pair.From, pair.To).Where(states.Contains)] : [];

                    Assert.Equal(supported, driver.IsSupported(pair.From, pair.To));
                    Assert.Equal(path, driver.GetPath(pair.From, pair.To));
                    Assert.Equal(supported, driver.TryGetNextState(pair.From, pair.To, out int next));
                    Assert.Equal(!supported ? 0 : path.Length == 0 ? pair.From : path[0], next);
                }
            }
        }
    }

    [Fact]
    public void Exactly_the_arcs_on_some_path_are_required()
    {
        int derived = 0;
        foreach (StateMachineSpec spec in RandomSpecs.Take(Specs))
        {
            SpecPlan plan = Planner.Plan(spec);
            for (int flags = 0; flags < 1 << spec.Features.Length; flags++)
            {
                DriverPlan driver = plan.For(VfioSpec.Features(flags));
                var uses = driver.SupportedTransitions
                    .Select(pair => (Pair: pair, Walk: driver.GetPath(pair.From, pair.To).Insert(0, pair.From)))
                    .SelectMany(path => path.Walk.Zip(path.Walk.Skip(1))
                        .Select(arc => (Arc: arc, path.Pair, Steps: path.Walk.Length - 1)))
                    .ToLookup(use => use.Arc);

                Assert.Equal(uses.Select(u => u.Key).Order(), driver.RequiredArcs.Select(arc => (arc.From, arc.To)));
                foreach (RequiredArc arc in driver.RequiredArcs)
                {
                    var users = uses[(arc.From, arc.To)].OrderBy(use => use.Steps).ToArray();
                    Assert.Equal(users[0].Pair, arc.NeededBy);
                    Assert.Equal(
                        users.Where(use => use.Steps > 1).Select(use => use.Pair).OrderBy(p => (p.From, p.To)),
                        driver.CombinationsUsing(arc.From, arc.To));
                    Assert.Equal(!spec.Arcs.Any(a => a.From == arc.From && a.To == arc.To), arc.IsDerived);
                    derived += arc.IsDerived ? 1 : 0;
                }

                Assert.All(
                    Pairs(spec).Where(pair => !uses.Contains((pair.From, pair.To))),
                    pair => Assert.Empty(driver.CombinationsUsing(pair.From, pair.To)));
            }
        }

        Assert.True(derived > 500, $"{derived} derived arcs");
    }

    private static StatePair[] Pairs(StateMachineSpec spec) =>
        [.. from f in Enumerable.Range(0, spec.States.Length)
            from t in Enumerable.Range(0, spec.States.Length)
            select new StatePair(f, t)];
}
