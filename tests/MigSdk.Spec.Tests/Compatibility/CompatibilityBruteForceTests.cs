using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

/// <summary>That looking at a few sets of features gives what looking at all of them gives.</summary>
public sealed class CompatibilityBruteForceTests
{
    [Fact]
    public void Every_verdict_is_that_of_all_sets_of_features()
    {
        HashSet<(CompatibilityLevel, TransitionChange)> seen = [];
        foreach ((StateMachineSpec old, StateMachineSpec current) in Pairs())
        {
            CompatibilityBruteForce all = new(old, current);
            CompatibilityReport report = SpecCompatibility.Compare(old, current);
            foreach (TransitionCompatibility transition in report.Transitions)
            {
                (CompatibilityLevel Level, TransitionChange Change) verdict = (transition.Level, transition.Change);
                Assert.True(
                    all.Judge(transition.Pair) == verdict,
                    $"{report}: {transition} instead of {all.Judge(transition.Pair)}");
                seen.Add(verdict);
            }
        }

        // Every verdict that there can be was met.
        Assert.Equal(8, seen.Count);
    }

    [Fact]
    public void The_features_that_are_named_show_the_change()
    {
        int shown = 0;
        foreach ((StateMachineSpec old, StateMachineSpec current) in Pairs())
        {
            SpecPlan oldPlan = Planner.Plan(old), newPlan = Planner.Plan(current);
            foreach (TransitionCompatibility transition in SpecCompatibility.Compare(old, current).Transitions)
            {
                DriverPlan driver = newPlan.For(transition.DriverFeatures);
                DriverPlan host = oldPlan.For(transition.HostFeatures);
                Assert.Equal(
                    transition.Change == TransitionChange.Lost && transition.Level == CompatibilityLevel.OptOut,
                    !transition.Needs.IsEmpty);
                if (transition.Change == TransitionChange.NotAsked)
                {
                    continue;
                }

                (int from, int to) = transition.Pair;
                int start = current.Index(old.States[from].Name);
                int target = current.States.ToList().FindIndex(state => state.Name == old.States[to].Name);
                Assert.True(host.IsSupported(from, to));
                Assert.Contains(start, driver.SupportedStates);
                bool isSupported = driver.IsSupported(start, target);
                switch (transition.Change)
                {
                    case TransitionChange.Lost:
                        Assert.False(isSupported);
                        Assert.True(transition.Needs.IsEmpty || newPlan
                            .For(transition.DriverFeatures.Union(transition.Needs)).IsSupported(start, target));
                        break;
                    case TransitionChange.SessionChanged:
                        Assert.True(isSupported);
                        Assert.NotEqual(
                            CompatibilityBruteForce.Opens(host, from, to),
                            CompatibilityBruteForce.Opens(driver, start, target));
                        break;
                    case TransitionChange.Rerouted:
                        Assert.True(isSupported);
                        Assert.NotEqual(
                            old.Names(host.GetPath(from, to)), current.Names(driver.GetPath(start, target)));
                        break;
                    default:
                        Assert.True(isSupported);
                        break;
                }

                shown++;
            }
        }

        Assert.True(shown > 1000);
    }

    [Fact]
    public void A_spec_is_compatible_with_itself_without_a_word()
    {
        foreach (StateMachineSpec spec in RandomSpecs.Take(200).Append(VfioSpec.Spec))
        {
            CompatibilityReport report = SpecCompatibility.Compare(spec, spec);

            Assert.Equal(CompatibilityLevel.Compatible, report.Level);
            Assert.Empty(report.Findings);
            Assert.All(report.Transitions, t => Assert.Equal(TransitionChange.Unchanged, t.Change));
        }
    }

    private static IEnumerable<(StateMachineSpec Old, StateMachineSpec New)> Pairs()
    {
        // All of them call their states S0, S1 and so on, and their features F0, F1 and so on.
        StateMachineSpec[] specs = [.. RandomSpecs.Take(1500).Select(Varied)];
        return specs.Zip(specs.Skip(1)).Concat(specs.Zip(specs.Skip(1), (old, other) => (old, Rewired(old, other))));
    }

    /// <summary>The spec with the arcs of another.</summary>
    private static StateMachineSpec Rewired(StateMachineSpec spec, StateMachineSpec other) => new(
        spec.Name,
        spec.States,
        spec.Features,
        [.. other.Arcs.Where(arc => arc.From < spec.States.Length && arc.To < spec.States.Length)],
        [],
        spec.Initial,
        spec.Error,
        other.SingleArcsOnly);

    /// <summary>The spec with a value changed here and there.</summary>
    private static StateMachineSpec Varied(StateMachineSpec spec, int seed) => new(
        spec.Name,
        [.. spec.States.Select((state, index) => (seed + index) % 11 == 0 ? state with { Value = 100 } : state)],
        spec.Features,
        spec.Arcs,
        spec.BlockedPairs,
        spec.Initial,
        spec.Error,
        spec.SingleArcsOnly);
}
