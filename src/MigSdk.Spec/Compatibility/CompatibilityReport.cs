using System;
using System.Collections.Immutable;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>
/// What drivers of a new spec mean for hosts of an old one. Equal reports are of equal specs, since a report follows
/// from its specs. Made by <see cref="SpecCompatibility.Compare"/>.
/// </summary>
public sealed class CompatibilityReport : IEquatable<CompatibilityReport>
{
    internal CompatibilityReport(
        StateMachineSpec old,
        StateMachineSpec current,
        ImmutableArray<CompatibilityFinding> findings,
        ImmutableArray<TransitionCompatibility> transitions)
    {
        Old = old;
        New = current;
        Findings = findings;
        Transitions = transitions;
        Level = findings.Select(finding => finding.Level)
            .Concat(transitions.Select(transition => transition.Level))
            .DefaultIfEmpty()
            .Max();
    }

    /// <summary>The spec that hosts were written for.</summary>
    public StateMachineSpec Old { get; }

    /// <summary>The spec that drivers are written for.</summary>
    public StateMachineSpec New { get; }

    /// <summary>The worst level of all findings and transitions.</summary>
    public CompatibilityLevel Level { get; }

    /// <summary>
    /// What has changed in the spec as a whole, then in its states, then in its features. States and features that
    /// are new and that no host meets are no findings.
    /// </summary>
    public ImmutableArray<CompatibilityFinding> Findings { get; }

    /// <summary>
    /// Every transition that a driver of the old spec can support, by start and then target state. A state onto
    /// itself takes no step and is left out.
    /// </summary>
    public ImmutableArray<TransitionCompatibility> Transitions { get; }

    /// <summary>Whether both reports compare equal specs.</summary>
    /// <param name="other">The other report.</param>
    public bool Equals(CompatibilityReport? other) =>
        other is not null && Old.Equals(other.Old) && New.Equals(other.New);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CompatibilityReport);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.Combine(Old.GetHashCode(), New.GetHashCode());

    /// <summary>The names of both specs and the level.</summary>
    public override string ToString() => CompatibilityText.Title(this);
}
