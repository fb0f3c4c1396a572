using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

/// <summary>Features that take a way between other states away from a driver that lacks them.</summary>
public sealed class FeatureAuditTests
{
    [Fact]
    public void Vfio_loses_nothing_with_a_feature()
    {
        Assert.Empty(Findings(VfioSpec.Spec));
        foreach (int flags in new[] { 1, 3, 5 })
        {
            foreach (int feature in new[] { 1, 2 })
                Assert.False(IsLost(VfioSpec.Spec, feature, VfioSpec.Features(flags)));
        }
    }

    [Fact]
    public void Where_there_are_combination_transitions_an_absent_state_is_skipped() =>
        Assert.Empty(Findings(Make.Spec("A-X X-B B-A", optional: "X")));

    [Fact]
    public void Where_single_arcs_are_all_there_is_the_way_is_lost()
    {
        AuditFinding finding = Assert.Single(Findings(Make.Builder("A-X X-B B-A", optional: "X").SingleArcsOnly().Build()));

        Assert.Equal(1, finding.State);
        Assert.Equal(new StatePair(0, 2), finding.Pair);
        Assert.Equal(
            "The optional state 'X' is not additive: requests lead from 'A' to 'B' by way of 'X', and a driver without it has no "
                + "way there. Add an arc that does without the state, or let every driver have it.",
            finding.Message);
    }

    [Fact]
    public void A_way_around_the_state_is_a_way() =>
        Assert.Empty(Findings(Make.Builder("A-X X-B B-A A-C C-B", optional: "X").SingleArcsOnly().Build()));

    [Fact]
    public void Where_the_pair_is_blocked_the_way_is_lost()
    {
        AuditFinding finding = Assert.Single(Findings(Make.Builder("A-X X-B B-A", optional: "X").Blocked("A", "B").Build()));

        Assert.Equal(new StatePair(0, 2), finding.Pair);
    }

    [Fact]
    public void Combination_transitions_do_not_go_through_a_session_of_the_feature()
    {
        StateMachineSpec spec = new StateMachineSpecBuilder("Tape").Feature("Replay", 1)
            .State("Off", 0).State("Loading", 1, ["Replay"]).State("Replaying", 2, ["Replay"], group: "Saving").State("On", 3)
            .Arc("Off", "Loading").Arc("Loading", "Replaying", opens: "Saving").Arc("Replaying", "On").Arc("On", "Off").Build();
        AuditFinding finding = Assert.Single(Auditor.Audit(spec));

        Assert.Equal(new StatePair(0, 3), finding.Pair);
        Assert.StartsWith("The feature 'Replay' is not additive: requests lead from 'Off' to 'On' by way of 'Loading'", finding.Message);
    }

    [Fact]
    public void A_feature_of_several_states_is_one_finding_and_the_way_through_all_of_them()
    {
        StateMachineSpec spec = WithFeatures("A X Y B", single: true, "A-X X-Y Y-B B-A", ("X", "F"), ("Y", "F"));
        AuditFinding finding = Assert.Single(Findings(spec));

        Assert.Equal(new StatePair(0, 3), finding.Pair);
        Assert.StartsWith("The feature 'F' is not additive: requests lead from 'A' to 'B' by way of 'Y'", finding.Message);
    }

    [Fact]
    public void A_state_that_two_features_share_is_lost_without_either()
    {
        StateMachineSpec spec = WithFeatures("A X B", single: true, "A-X X-B B-A", ("X", "F"), ("X", "G"));

        Assert.Collection(
            Findings(spec),
            f => Assert.Contains("'F' is not additive: requests lead from 'A' to 'B' by way of 'X', and a driver with every feature but this", f.Message),
            g => Assert.Contains("'G' is not additive", g.Message));
    }

    [Fact]
    public void Two_features_that_make_up_for_each_other_are_lost_by_drivers_with_neither()
    {
        StateMachineSpec spec = WithFeatures("A X Y B", single: true, "A-X X-B A-Y Y-B B-A", ("X", "F"), ("Y", "G"));

        Assert.All(Findings(spec), finding => Assert.Contains("a driver without it has no way there", finding.Message));
        Assert.Equal(2, Findings(spec).Count());
    }

    [Fact]
    public void What_is_lost_only_beside_another_feature_names_that_feature()
    {
        StateMachineSpec spec = WithFeatures(
            "A X Y B C", single: true, "A-X X-B A-Y Y-B B-A A=C", ("X", "F"), ("X", "G"), ("Y", "H"));

        Assert.Contains(Findings(spec), f => f.Message.Contains("a driver with 'G' only has no way there", StringComparison.Ordinal));
    }

    [Fact]
    public void The_features_of_a_driver_that_has_no_way_are_named_but_for_those_of_every_driver()
    {
        StateMachineSpec spec = WithFeatures(
            "A X Y B C", single: true, "A-X X-B A-Y Y-B B-A A=C", ("X", "F"), ("X", "G"), ("X", "H"), ("Y", "I"), ("A", "M"));

        Assert.Equal(
            "The feature 'F' is not additive: requests lead from 'A' to 'B' by way of 'X', and a driver with 'G' and 'H' only has no "
                + "way there. Add an arc that does without the feature, or let one of the two states require it.",
            Findings(spec).First().Message);
    }

    [Fact]
    public void A_feature_of_every_driver_is_never_missing()
    {
        StateMachineSpec spec = WithFeatures("A X B", single: true, "A-X X-B B-A", ("A", "F"), ("X", "F"), ("B", "F"));

        Assert.Empty(Findings(spec));
    }

    [Fact]
    public void A_feature_without_a_state_adds_nothing() =>
        Assert.Empty(Auditor.Audit(new StateMachineSpecBuilder("S").Feature("F", 1).State("A", 0).State("B", 1).Arc("A", "B").Arc("B", "A").Build()));

    [Fact]
    public void A_state_beside_the_others_adds_a_way_to_itself_only() =>
        Assert.Empty(Findings(Make.Builder("A=B A=X", optional: "X").SingleArcsOnly().Build()));

    [Fact]
    public void A_finding_is_true_and_what_it_promises_to_find_is_found()
    {
        int found = 0;
        foreach (StateMachineSpec spec in RandomSpecs.Take(3000).Where(spec => spec.Initial != spec.Error))
        {
            HashSet<int> reported = [.. Findings(spec).Select(f => FeatureOf(spec, f.Message))];
            foreach (int feature in Enumerable.Range(0, spec.Features.Length).Where(f => !spec.MandatoryFeatures.Contains(f)))
            {
                Assert.True(!reported.Contains(feature) || AllSets(spec).Any(others => IsLost(spec, feature, others)), spec.Name);
                Assert.True(reported.Contains(feature) || !PromisedSets(spec, feature).Any(others => IsLost(spec, feature, others)), spec.Name);
            }

            found += reported.Count;
        }

        Assert.InRange(found, 100, 3000);
    }

    [Fact]
    public void Hundreds_of_optional_states_are_no_burden()
    {
        StateMachineSpecBuilder builder = new StateMachineSpecBuilder("Big").State("Hub", 0);
        for (int i = 1; i <= 400; i++)
            builder = builder.OptionalState($"S{i}", i).Arc("Hub", $"S{i}").Arc($"S{i}", "Hub");

        Assert.Empty(Findings(builder.Build()));
    }

    private static IEnumerable<AuditFinding> Findings(StateMachineSpec spec) =>
        Auditor.Audit(spec).Where(finding => finding.Kind == AuditFindingKind.NonAdditiveFeature);

    private static int FeatureOf(StateMachineSpec spec, string message) =>
        spec.Features.IndexOf(spec.Features.Single(feature => message.StartsWith($"The feature '{feature.Name}' ", StringComparison.Ordinal)));

    private static IEnumerable<IndexSet> AllSets(StateMachineSpec spec) => Enumerable.Range(0, 1 << spec.Features.Length)
        .Select(bits => IndexSet.Of([.. Enumerable.Range(0, spec.Features.Length).Where(f => (bits & (1 << f)) != 0)]));

    private static IEnumerable<IndexSet> PromisedSets(StateMachineSpec spec, int feature) =>
        [IndexSet.Of([.. Enumerable.Range(0, spec.Features.Length)]), .. spec.States.Select(state => state.Requires).Where(set => set.Contains(feature))];

    private static bool IsLost(StateMachineSpec spec, int feature, IndexSet others) =>
        !Ways(spec, others.Add(feature), others.Except([feature])).IsSubsetOf(Ways(spec, others.Except([feature])));

    private static HashSet<StatePair> Ways(StateMachineSpec spec, IndexSet features, IndexSet? ends = null)
    {
        DriverPlan plan = Planner.Plan(spec).For(features);
        IndexSet states = spec.SupportedStates(ends ?? features);
        HashSet<StatePair> ways = [.. plan.SupportedTransitions];
        foreach (int via in plan.SupportedStates)
        {
            foreach (int from in plan.SupportedStates.Where(from => ways.Contains(new(from, via))))
                ways.UnionWith(plan.SupportedStates.Where(to => ways.Contains(new(via, to))).Select(to => new StatePair(from, to)));
        }

        return [.. ways.Where(way => states.Contains(way.From) && states.Contains(way.To))];
    }

    private static StateMachineSpec WithFeatures(string states, bool single, string arcs, params (string State, string Feature)[] requires)
    {
        StateMachineSpecBuilder builder = new("Test");
        foreach ((string feature, int i) in requires.Select(r => r.Feature).Distinct().Order().Select((f, i) => (f, i)))
            builder = builder.Feature(feature, 1L << i);
        foreach ((string state, int i) in states.Split(' ').Select((s, i) => (s, i)))
            builder = builder.State(state, i, [.. requires.Where(r => r.State == state).Select(r => r.Feature)]);
        foreach (string[] ends in arcs.Split(' ').SelectMany(Ends))
            builder = builder.Arc(ends[0], ends[1]);
        return (single ? builder.SingleArcsOnly() : builder).Build();
    }

    private static string[][] Ends(string arc)
    {
        string[] ends = arc.Split('-', '=');
        return arc.Contains('=') ? [ends, [ends[1], ends[0]]] : [ends];
    }
}
