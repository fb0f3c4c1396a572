using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MigSdk.Spec;

/// <summary>
/// What a driver with certain features must do: the spec's paths with the states that the driver does not support
/// left out. Two plans are equal if their specs and features are. Made by <see cref="SpecPlan.For"/>.
/// </summary>
public sealed class DriverPlan : IEquatable<DriverPlan>
{
    private readonly SpecPlan _plan;
    private readonly SkippingTree?[] _trees;

    internal DriverPlan(SpecPlan plan, IndexSet features)
    {
        foreach (int feature in features)
        {
            if (feature >= plan.Spec.Features.Length)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(features),
                    $"The spec '{plan.Spec.Name}' has no feature {feature}: it has {plan.Spec.Features.Length}.");
            }
        }

        _plan = plan;
        Features = features.Union(plan.Spec.MandatoryFeatures);
        SupportedStates = plan.Spec.SupportedStates(Features);
        int count = plan.Spec.States.Length;
        _trees = new SkippingTree?[count];
        foreach (int state in SupportedStates)
        {
            _trees[state] = new SkippingTree(plan.From(state).Tree, SupportedStates, count);
        }

        RequiredArcs = RequiredArcFinder.Of(this);
    }

    /// <summary>The spec.</summary>
    public StateMachineSpec Spec => _plan.Spec;

    /// <summary>Indexes of the features that the driver has, the mandatory ones among them.</summary>
    public IndexSet Features { get; }

    /// <summary>Indexes of the states that the driver has, the error state among them.</summary>
    public IndexSet SupportedStates { get; }

    /// <summary>The arcs that the driver must implement, by start and then target state.</summary>
    public ImmutableArray<RequiredArc> RequiredArcs { get; }

    /// <summary>All transitions that are supported, a state onto itself among them, by start and then target.</summary>
    public IEnumerable<StatePair> SupportedTransitions
    {
        get
        {
            foreach (int from in SupportedStates)
            {
                foreach (int to in SupportedStates)
                {
                    if (IsSupported(from, to))
                    {
                        yield return new StatePair(from, to);
                    }
                }
            }
        }
    }

    /// <summary>
    /// Whether a transition may be asked for: both states are the driver's and there is a path. True for a state
    /// onto itself; false for anything to or from the error state and for indexes out of range.
    /// </summary>
    /// <param name="from">Index of the start state.</param>
    /// <param name="to">Index of the target state.</param>
    public bool IsSupported(int from, int to) =>
        SupportedStates.Contains(from) && SupportedStates.Contains(to) && _plan.HasPath(from, to);

    /// <summary>
    /// The state that the driver goes to first on its way; <paramref name="from"/> itself where that is the target.
    /// </summary>
    /// <param name="from">Index of the start state.</param>
    /// <param name="to">Index of the target state.</param>
    /// <param name="next">Index of the next state; 0 if the transition is not supported.</param>
    /// <returns>Whether the transition is supported.</returns>
    public bool TryGetNextState(int from, int to, out int next)
    {
        bool isSupported = IsSupported(from, to);
        next = isSupported ? to : 0;
        if (isSupported && from != to)
        {
            SkippingTree tree = TreeFrom(from);
            for (int state = LastBefore(from, to); state != from; state = tree.LastSupported(tree.Before(state)))
            {
                next = state;
            }
        }

        return isSupported;
    }

    /// <summary>
    /// The states that the driver goes through, the last of them <paramref name="to"/>: the spec's path without the
    /// states that the driver does not have. Empty (never <c>default</c>) for a state onto itself and where the
    /// transition is not supported: <see cref="IsSupported"/> tells the two apart.
    /// </summary>
    /// <remarks>A path belongs to its pair: it need not be its first state and the path from there.</remarks>
    /// <param name="from">Index of the start state.</param>
    /// <param name="to">Index of the target state.</param>
    public ImmutableArray<int> GetPath(int from, int to)
    {
        if (from == to || !IsSupported(from, to))
        {
            return [];
        }

        SkippingTree tree = TreeFrom(from);
        int[] path = new int[tree.Steps(EntryTo(from, to)) + 1];
        path[path.Length - 1] = to;
        int state = LastBefore(from, to);
        for (int i = path.Length - 2; i >= 0; i--)
        {
            path[i] = state;
            state = tree.LastSupported(tree.Before(state));
        }

        return [.. path];
    }

    /// <summary>
    /// The combination transitions (supported, of more than one step) that have an arc on their path, by start and
    /// then target state. Empty for anything that is not a required arc.
    /// </summary>
    /// <param name="from">Index of the state that the arc leaves.</param>
    /// <param name="to">Index of the state that the arc enters.</param>
    public ImmutableArray<StatePair> CombinationsUsing(int from, int to)
    {
        if (!SupportedStates.Contains(to))
        {
            return [];
        }

        ImmutableArray<StatePair>.Builder pairs = ImmutableArray.CreateBuilder<StatePair>();
        bool[] isBehind = new bool[Spec.States.Length];
        foreach (int source in SupportedStates)
        {
            bool inTree = TreeFrom(source).MarkBehind(from, to, isBehind);
            bool isLast = IsSupported(source, to) && source != from && source != to && LastBefore(source, to) == from;
            foreach (int target in SupportedStates)
            {
                bool uses = target == to ? isLast : inTree && target != source && IsSupported(source, target)
                    && isBehind[EntryTo(source, target)];
                if (uses)
                {
                    pairs.Add(new StatePair(source, target));
                }
            }
        }

        return pairs.ToImmutable();
    }

    /// <summary>Whether both plans are of equal specs and features.</summary>
    /// <param name="other">The other plan.</param>
    public bool Equals(DriverPlan? other) =>
        other is not null && Features == other.Features && Spec.Equals(other.Spec);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DriverPlan);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.Combine(Spec.GetHashCode(), Features.GetHashCode());

    /// <summary>The interior tree of a supported state, without the states that the driver does not have.</summary>
    internal SkippingTree TreeFrom(int source) => _trees[source]!;

    /// <summary>The last state before the target on the spec's path, supported or not.</summary>
    internal int EntryTo(int source, int target) => _plan.From(source).EntryTo(target);

    private int LastBefore(int source, int target) => TreeFrom(source).LastSupported(EntryTo(source, target));
}
