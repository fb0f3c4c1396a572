using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Says a spec's facts, in no particular order.</summary>
internal sealed class BaselineWriter(StateMachineSpec spec)
{
    private readonly string[] _states = [.. spec.States.Select(state => BaselineName.Encode(state.Name))];
    private readonly string[] _features = [.. spec.Features.Select(feature => BaselineName.Encode(feature.Name))];

    public static IEnumerable<BaselineFact> FactsOf(StateMachineSpec spec)
    {
        string name = BaselineName.Encode(spec.Name);
        return new BaselineWriter(spec).Facts().Select(fact => new BaselineFact(name, fact));
    }

    private IEnumerable<string> Facts()
    {
        yield return $"initial {_states[spec.Initial]}";
        if (spec.Error is int error)
        {
            yield return $"error {_states[error]}";
        }

        if (spec.SingleArcsOnly)
        {
            yield return "single-arcs-only";
        }

        IEnumerable<string> facts = Enumerable.Range(0, _states.Length).SelectMany(StateFacts)
            .Concat(Enumerable.Range(0, _features.Length).Select(FeatureFact))
            .Concat(ArcFacts())
            .Concat(spec.BlockedPairs.Distinct().Select(pair => $"blocked {Pair(pair.From, pair.To)}"))
            .Concat(PathFacts());
        foreach (string fact in facts)
        {
            yield return fact;
        }
    }

    private IEnumerable<string> StateFacts(int index)
    {
        SpecState state = spec.States[index];
        yield return $"state {_states[index]} = {PlainText.Number(state.Value)}";
        if (state.Group is string group)
        {
            yield return $"state {_states[index]} in {BaselineName.Encode(group)}";
        }

        if (state.IsPreCopy)
        {
            yield return $"state {_states[index]} is pre-copy";
        }

        foreach (int feature in state.Requires)
        {
            yield return $"state {_states[index]} needs {_features[feature]}";
        }
    }

    private string FeatureFact(int index)
    {
        SpecFeature feature = spec.Features[index];
        string state = feature.OptionalState is int optional ? $" is {_states[optional]}" : "";
        return $"feature {_features[index]} = {PlainText.Number(feature.Value)}{state}";
    }

    // Of two arcs between the same states the first counts.
    private IEnumerable<string> ArcFacts() => spec.Arcs
        .GroupBy(arc => new StatePair(arc.From, arc.To))
        .Select(arcs => arcs.First())
        .Select(arc => $"arc {Pair(arc.From, arc.To)}"
            + (arc.Preference == 0 ? "" : $" preference {PlainText.Number(arc.Preference)}"));

    private IEnumerable<string> PathFacts()
    {
        SpecPlan plan = Planner.Plan(spec);
        for (int from = 0; from < _states.Length; from++)
        {
            for (int to = 0; to < _states.Length; to++)
            {
                if (from == to || !plan.HasPath(from, to))
                {
                    continue;
                }

                foreach (string fact in PathFacts(plan, from, to))
                {
                    yield return fact;
                }
            }
        }
    }

    private IEnumerable<string> PathFacts(SpecPlan plan, int from, int to)
    {
        IndexSet given = spec.States[from].Requires.Union(spec.States[to].Requires).Union(spec.MandatoryFeatures);
        ConditionalPath path = new(plan, from, to, state => spec.States[state].Requires, given);
        IndexSet all = path.Conditions.Aggregate(IndexSet.Empty, (sum, condition) => sum.Union(condition));
        foreach (IndexSet extra in path.Conditions.Prepend(IndexSet.Empty).Append(all).Distinct())
        {
            IEnumerable<string> features = given.Union(extra).Select(feature => _features[feature])
                .OrderBy(name => name, StringComparer.Ordinal);
            string steps = string.Join(" -> ", path.Names(extra).Skip(1).Select(BaselineName.Encode));
            bool isOpened = path.Openings.Exists(opening => opening.IsSubsetOf(extra));
            string opens = isOpened ? $", opens {BaselineName.Encode(spec.States[to].Group!)}" : "";
            yield return $"path {Pair(from, to)} {{{string.Join(", ", features)}}}: {steps}{opens}";
        }
    }

    private string Pair(int from, int to) => $"{_states[from]} -> {_states[to]}";
}
