using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;

namespace MigSdk.Spec;

/// <summary>
/// A state machine's spec as plain data: which states there are, which arcs lead from one to another, and which
/// features a driver may leave out. Immutable, with value equality over all its content.
/// </summary>
/// <remarks>
/// A spec may be wrong in itself: the auditor says how. Everything else here is defined for any spec
/// that the constructor accepts.
/// </remarks>
public sealed class StateMachineSpec : IEquatable<StateMachineSpec>
{
    private readonly int _hash;
    private ArcGraph? _graph;

    /// <summary>Makes a spec of its parts. Arrays that are <c>default</c> count as empty.</summary>
    /// <param name="name">The spec's name.</param>
    /// <param name="states">The states; there is at least one. Their position is their index everywhere else.</param>
    /// <param name="features">The features; their position is their index.</param>
    /// <param name="arcs">The arcs, in any order.</param>
    /// <param name="blockedPairs">Start and target states between which there is no path by decree.</param>
    /// <param name="initial">Index of the state after reset.</param>
    /// <param name="error">Index of the state that only reset leads out of; null if the spec has none.</param>
    /// <param name="singleArcsOnly">Whether the spec has no combination transitions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no states.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index of a state or feature has nothing behind it.</exception>
    public StateMachineSpec(
        string name,
        ImmutableArray<SpecState> states,
        ImmutableArray<SpecFeature> features,
        ImmutableArray<SpecArc> arcs,
        ImmutableArray<StatePair> blockedPairs,
        int initial,
        int? error = null,
        bool singleArcsOnly = false)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        States = OrEmpty(states);
        Features = OrEmpty(features);
        Arcs = OrEmpty(arcs);
        BlockedPairs = OrEmpty(blockedPairs);
        Initial = initial;
        Error = error;
        SingleArcsOnly = singleArcsOnly;
        SpecRanges.Check(this);
        _hash = ComputeHash();
    }

    /// <summary>The spec's name.</summary>
    public string Name { get; }

    /// <summary>The states; a state's position here is its index.</summary>
    public ImmutableArray<SpecState> States { get; }

    /// <summary>The features; a feature's position here is its index.</summary>
    public ImmutableArray<SpecFeature> Features { get; }

    /// <summary>The arcs as they were declared.</summary>
    public ImmutableArray<SpecArc> Arcs { get; }

    /// <summary>Start and target states between which there is no path, whatever the arcs say.</summary>
    public ImmutableArray<StatePair> BlockedPairs { get; }

    /// <summary>Index of the state after reset.</summary>
    public int Initial { get; }

    /// <summary>Index of the state that only reset leads out of; null if the spec has none.</summary>
    public int? Error { get; }

    /// <summary>Whether the spec declares that it has no combination transitions: only its arcs are paths.</summary>
    public bool SingleArcsOnly { get; }

    /// <summary>
    /// The features that every driver has: those that the initial state requires, since every driver must be able
    /// to be in it.
    /// </summary>
    public IndexSet MandatoryFeatures => States[Initial].Requires;

    /// <summary>The arcs that a plan can use, as a graph.</summary>
    internal ArcGraph Graph
    {
        get
        {
            // Two threads may both build it; they build the same, and one of the two stays.
            return _graph ?? Interlocked.CompareExchange(ref _graph, new ArcGraph(this), null) ?? _graph;
        }
    }

    /// <summary>
    /// Whether the spec has an arc between the states that a driver can implement: not one at the error state,
    /// and not one from a state onto itself. False for indexes out of range.
    /// </summary>
    /// <param name="from">Index of the state that the arc leaves.</param>
    /// <param name="to">Index of the state that the arc enters.</param>
    public bool HasArc(int from, int to) => IsState(from) && IsState(to) && Graph.HasArc(from, to);

    /// <summary>
    /// The states that a driver with the given features supports: those whose required features are among these
    /// and the mandatory ones. The error state is always one of them.
    /// </summary>
    /// <param name="features">Indexes of features; the mandatory ones need not be in it.</param>
    public IndexSet SupportedStates(IndexSet features)
    {
        IndexSet all = features.Union(MandatoryFeatures);
        IndexSet supported = default;
        for (int state = 0; state < States.Length; state++)
        {
            if (state == Error || States[state].Requires.IsSubsetOf(all))
            {
                supported = supported.Add(state);
            }
        }

        return supported;
    }

    /// <summary>
    /// The group whose session going from one state to another opens: entering a group from outside opens its
    /// session. Follows from the groups of both ends, so it holds for arcs that are not in the spec too.
    /// </summary>
    /// <param name="from">Index of the state that is left.</param>
    /// <param name="to">Index of the state that is entered.</param>
    /// <returns>The group, or null if no session is opened.</returns>
    /// <exception cref="IndexOutOfRangeException">An index has no state behind it.</exception>
    public string? OpenedBy(int from, int to)
    {
        string? left = States[from].Group;
        string? entered = States[to].Group;
        return left == entered ? null : entered;
    }

    /// <summary>The group whose session going from one state to another closes: leaving a group closes it.</summary>
    /// <param name="from">Index of the state that is left.</param>
    /// <param name="to">Index of the state that is entered.</param>
    /// <returns>The group, or null if no session is closed.</returns>
    /// <exception cref="IndexOutOfRangeException">An index has no state behind it.</exception>
    public string? ClosedBy(int from, int to) => OpenedBy(to, from);

    /// <summary>Whether both specs have the same content in the same order.</summary>
    /// <param name="other">The other spec.</param>
    public bool Equals(StateMachineSpec? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && _hash == other._hash
            && Name == other.Name
            && Initial == other.Initial
            && Error == other.Error
            && SingleArcsOnly == other.SingleArcsOnly
            && States.SequenceEqual(other.States)
            && Features.SequenceEqual(other.Features)
            && Arcs.SequenceEqual(other.Arcs)
            && BlockedPairs.SequenceEqual(other.BlockedPairs));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StateMachineSpec);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The spec's name.</summary>
    public override string ToString() => Name;

    /// <summary>Whether both specs have the same content in the same order.</summary>
    /// <param name="left">One spec.</param>
    /// <param name="right">The other spec.</param>
    public static bool operator ==(StateMachineSpec? left, StateMachineSpec? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Whether the specs differ in anything.</summary>
    /// <param name="left">One spec.</param>
    /// <param name="right">The other spec.</param>
    public static bool operator !=(StateMachineSpec? left, StateMachineSpec? right) => !(left == right);

    /// <summary>Whether <paramref name="state"/> is the index of a state.</summary>
    internal bool IsState(int state) => state >= 0 && state < States.Length;

    private static ImmutableArray<T> OrEmpty<T>(ImmutableArray<T> items) =>
        items.IsDefault ? ImmutableArray<T>.Empty : items;

    private int ComputeHash()
    {
        int hash = Name.GetHashCode();
        hash = Hash.Combine(hash, Hash.Of(States));
        hash = Hash.Combine(hash, Hash.Of(Features));
        hash = Hash.Combine(hash, Hash.Of(Arcs));
        hash = Hash.Combine(hash, Hash.Of(BlockedPairs));
        hash = Hash.Combine(hash, Initial);
        hash = Hash.Combine(hash, Error ?? -1);
        return Hash.Combine(hash, SingleArcsOnly ? 1 : 0);
    }
}
