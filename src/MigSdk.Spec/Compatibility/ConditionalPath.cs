using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>
/// The way between two states for all drivers at once: each state on it with the features of the new spec from which
/// upward a driver has it.
/// </summary>
internal sealed class ConditionalPath
{
    private readonly StateMachineSpec _spec;
    private readonly int _from;
    private readonly int _to;
    private readonly List<Step> _steps = [];

    /// <param name="plan">The plan that has the path.</param>
    /// <param name="from">Index of the start state.</param>
    /// <param name="to">Index of the target state.</param>
    /// <param name="condition">The features with which a driver has a state; null if none has.</param>
    /// <param name="given">Features that are there anyway.</param>
    public ConditionalPath(SpecPlan plan, int from, int to, Func<int, IndexSet?> condition, IndexSet given)
    {
        _spec = plan.Spec;
        _from = from;
        _to = to;
        ImmutableArray<int> path = plan.GetPath(from, to);
        for (int i = 0; i < path.Length - 1; i++)
        {
            if (condition(path[i]) is IndexSet features)
            {
                _steps.Add(new Step(path[i], _spec.States[path[i]].Name, features.Except(given)));
            }
        }
    }

    /// <summary>The interior states.</summary>
    public IEnumerable<int> Interior => _steps.Select(step => step.State);

    /// <summary>The features, beyond those that are given, with which there is one more state on the way.</summary>
    public IEnumerable<IndexSet> Conditions => _steps.Select(step => step.Condition).Distinct();

    /// <summary>
    /// The sets of features from each of which upward the path opens the session that is open at its end; an empty
    /// list if none does. So "always" is a list with the empty set.
    /// </summary>
    public List<IndexSet> Openings
    {
        get
        {
            string? group = _spec.States[_to].Group;
            if (group is null)
            {
                return [];
            }

            // From outside the group it must be opened. From inside, it is opened anew if it is left on the way.
            return _spec.States[_from].Group != group
                ? [IndexSet.Empty]
                : [.. _steps.Where(step => _spec.States[step.State].Group != group).Select(step => step.Condition)];
        }
    }

    /// <summary>Whether both paths go through states of the same names for every driver.</summary>
    public bool IsSameAs(ConditionalPath other) =>
        _steps.Select(step => (step.Name, step.Condition)).SequenceEqual(
            other._steps.Select(step => (step.Name, step.Condition)));

    /// <summary>The names of the states that a driver goes through, the ends among them.</summary>
    public IEnumerable<string> Names(IndexSet features) =>
    [
        _spec.States[_from].Name,
        .. _steps.Where(step => step.Condition.IsSubsetOf(features)).Select(step => step.Name),
        _spec.States[_to].Name,
    ];

    private readonly record struct Step(int State, string Name, IndexSet Condition);
}
