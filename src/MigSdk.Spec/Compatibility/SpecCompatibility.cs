using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MigSdk.Spec;

/// <summary>Finds out whether hosts of an old spec are served by drivers of a new one.</summary>
public static class SpecCompatibility
{
    /// <summary>Compares an old spec with a new one, for every transition and every set of driver features.</summary>
    /// <remarks>
    /// <para>
    /// The host was written for the old spec and counts on it without probing. It may ask a driver for what the old
    /// spec supports with the features that it sees: those that the driver declares and the old spec has, and those
    /// that are mandatory in the old spec. A state of the old spec that a driver does not have is one that a host
    /// never gets into, so what begins there is not asked. States, features and session groups are matched by name;
    /// values must stay. The answer is the same if the transition is supported, the target has the same value, the
    /// same session group is open there, it is or is not pre-copy as before, and the call opens a session if and only
    /// if it did. Other steps on the way are compatible, but reported.
    /// </para>
    /// <para>
    /// Sets of features are not enumerated. A transition is supported by every driver that has its end states, or by
    /// none; and each state on its path is there from some set of features upward. So a few sets for each transition
    /// decide for all: the smallest with which it is asked for, with which it is supported, and with which each state
    /// on either path is there. The answers are those of an enumeration of all sets, in time in the order of
    /// the lengths of all paths of both specs, and of the square of the length for a path that is another one or leaves
    /// the session group of both its ends.
    /// </para>
    /// </remarks>
    /// <param name="old">The spec that hosts were written for.</param>
    /// <param name="current">The spec that drivers are written for.</param>
    /// <exception cref="ArgumentNullException">A spec is null.</exception>
    /// <exception cref="ArgumentException">Two states or two features of a spec have the same name.</exception>
    public static CompatibilityReport Compare(StateMachineSpec old, StateMachineSpec current)
    {
        SpecMatch match = new(
            old ?? throw new ArgumentNullException(nameof(old)),
            current ?? throw new ArgumentNullException(nameof(current)));
        TransitionComparer comparer = new(match);
        ImmutableArray<TransitionCompatibility> transitions = comparer.CompareAll();
        List<CompatibilityFinding> findings = [];
        RoleComparer.Run(match, findings);
        StateComparer.Run(match, findings);
        StateComparer.AddUnknown(match, comparer.UnknownOnTheWay, findings);
        FeatureComparer.Run(match, findings);
        return new CompatibilityReport(old, current, [.. findings], transitions);
    }
}
