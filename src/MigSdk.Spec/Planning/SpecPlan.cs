using System;
using System.Collections.Immutable;

namespace MigSdk.Spec;

/// <summary>
/// The paths of a spec, with all of its features. Two plans are equal if their specs are, since a plan follows
/// from its spec. Made by <see cref="Planner.Plan"/>.
/// </summary>
public sealed class SpecPlan : IEquatable<SpecPlan>
{
    private readonly SourcePlan[] _sources;
    private ImmutableArray<UnsettledTie> _ties;

    internal SpecPlan(StateMachineSpec spec, SourcePlan[] sources)
    {
        Spec = spec;
        _sources = sources;
    }

    /// <summary>The spec that was planned.</summary>
    public StateMachineSpec Spec { get; }

    /// <summary>
    /// The pairs whose path is not decided by the spec, by start and then target state. Their paths are a choice
    /// that is always the same, but an arbitrary one.
    /// </summary>
    public ImmutableArray<UnsettledTie> Ties
    {
        get
        {
            if (_ties.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(ref _ties, FindTies());
            }

            return _ties;
        }
    }

    /// <summary>
    /// Whether there is a path. A state onto itself has one (of no arcs), the error state excepted. False for
    /// indexes out of range.
    /// </summary>
    /// <param name="from">Index of the start state.</param>
    /// <param name="to">Index of the target state.</param>
    public bool HasPath(int from, int to) => Spec.IsState(from) && Spec.IsState(to) && _sources[from].HasPath(to);

    /// <summary>
    /// The states of the path after <paramref name="from"/>, the last of them <paramref name="to"/>. Empty (never
    /// <c>default</c>) where there is no path, and for a state onto itself: <see cref="HasPath"/> tells the two apart.
    /// </summary>
    /// <remarks>
    /// A path belongs to its pair: it need not be its first state and the path from there.
    /// </remarks>
    /// <param name="from">Index of the start state.</param>
    /// <param name="to">Index of the target state.</param>
    public ImmutableArray<int> GetPath(int from, int to)
    {
        if (from == to || !HasPath(from, to))
        {
            return [];
        }

        int[] states = new int[_sources[from].Length(to) + 1];
        _sources[from].WritePath(to, states);
        return ImmutableArray.Create(states, 1, states.Length - 1);
    }

    /// <summary>The plan of a driver that has the given features.</summary>
    /// <param name="features">Indexes of features; the mandatory ones need not be in it.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index has no feature behind it.</exception>
    public DriverPlan For(IndexSet features) => new(this, features);

    /// <summary>Whether both plans are of equal specs.</summary>
    /// <param name="other">The other plan.</param>
    public bool Equals(SpecPlan? other) => other is not null && Spec.Equals(other.Spec);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SpecPlan);

    /// <inheritdoc/>
    public override int GetHashCode() => Spec.GetHashCode();

    /// <summary>The paths from one state.</summary>
    internal SourcePlan From(int source) => _sources[source];

    private ImmutableArray<UnsettledTie> FindTies()
    {
        ImmutableArray<UnsettledTie>.Builder ties = ImmutableArray.CreateBuilder<UnsettledTie>();
        for (int from = 0; from < _sources.Length; from++)
        {
            for (int to = 0; to < _sources.Length; to++)
            {
                if (_sources[from].IsTied(to))
                {
                    int[] path = new int[_sources[from].Length(to) + 1];
                    int[] other = new int[path.Length];
                    _sources[from].WritePath(to, path);
                    _sources[from].WriteOtherPath(to, other);
                    ties.Add(new UnsettledTie([.. path], [.. other]));
                }
            }
        }

        return ties.ToImmutable();
    }
}
