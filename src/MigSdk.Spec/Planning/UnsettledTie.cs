using System;
using System.Collections.Immutable;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Two paths from one state to another between which neither the path rule nor a preference decides.</summary>
public sealed class UnsettledTie : IEquatable<UnsettledTie>
{
    /// <summary>Makes a tie of its paths.</summary>
    /// <param name="path">The path that a plan takes, from the start state on.</param>
    /// <param name="other">A path that is as good, from the start state on.</param>
    /// <exception cref="ArgumentException">A path is missing or the paths do not join the same states.</exception>
    public UnsettledTie(ImmutableArray<int> path, ImmutableArray<int> other)
    {
        if (path.IsDefaultOrEmpty
            || other.IsDefaultOrEmpty
            || path[0] != other[0]
            || path[path.Length - 1] != other[other.Length - 1])
        {
            throw new ArgumentException("The paths of a tie join the same two states.", nameof(other));
        }

        Path = path;
        Other = other;
    }

    /// <summary>Index of the start state.</summary>
    public int From => Path[0];

    /// <summary>Index of the target state.</summary>
    public int To => Path[Path.Length - 1];

    /// <summary>
    /// The path that the plan takes all the same, so that there is one: start and target state are in it. Of all
    /// paths of the tie it is the one that enters the target from the state of the lowest index, and that state
    /// again from the lowest, and so on.
    /// </summary>
    public ImmutableArray<int> Path { get; }

    /// <summary>A path that is as good (the next one by the same order), with start and target state in it.</summary>
    public ImmutableArray<int> Other { get; }

    /// <summary>Whether both ties have the same paths.</summary>
    /// <param name="other">The other tie.</param>
    public bool Equals(UnsettledTie? other) =>
        other is not null && Path.SequenceEqual(other.Path) && Other.SequenceEqual(other.Other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UnsettledTie);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.Combine(Hash.Of(Path), Hash.Of(Other));
}
