using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>
/// Which states and features of two specs are the same, and what a host of the old spec sees of the new one.
/// </summary>
internal sealed class SpecMatch
{
    private readonly Dictionary<string, int> _newStates;
    private readonly Dictionary<string, int> _newFeatures;
    private readonly HashSet<string> _oldStates;

    public SpecMatch(StateMachineSpec old, StateMachineSpec current)
    {
        Old = old;
        New = current;
        _oldStates = [.. Indexes(old, "state", old.States.Select(state => state.Name)).Keys];
        Indexes(old, "feature", old.Features.Select(feature => feature.Name));
        _newStates = Indexes(current, "state", current.States.Select(state => state.Name));
        _newFeatures = Indexes(current, "feature", current.Features.Select(feature => feature.Name));
    }

    public StateMachineSpec Old { get; }

    public StateMachineSpec New { get; }

    /// <summary>The state of the new spec that an old one has become; null if it is gone.</summary>
    public int? State(int old) => _newStates.TryGetValue(Old.States[old].Name, out int index) ? index : null;

    /// <summary>The feature of the new spec that an old one has become; null if it is gone.</summary>
    public int? Feature(int old) => _newFeatures.TryGetValue(Old.Features[old].Name, out int index) ? index : null;

    /// <summary>Whether the old spec has this state of the new one.</summary>
    public bool IsKnown(int state) => _oldStates.Contains(New.States[state].Name);

    /// <summary>The features beyond the mandatory ones with which a driver has a state of the new spec.</summary>
    public IndexSet NeededFor(int state) => New.States[state].Requires.Except(New.MandatoryFeatures);

    /// <summary>
    /// The features of the new spec beyond the mandatory ones with which a driver shows an old feature to a host; null
    /// if no driver does.
    /// </summary>
    public IndexSet? ShownBy(int oldFeature)
    {
        if (Feature(oldFeature) is int feature)
        {
            return IndexSet.Of(feature).Except(New.MandatoryFeatures);
        }

        // A driver shows an optional state by having it, also where that is not a feature of its own any more.
        return Old.Features[oldFeature].OptionalState is int optional && State(optional) is int state
            ? NeededFor(state)
            : null;
    }

    /// <summary>
    /// The features of the new spec beyond the mandatory ones with which a host takes a driver to have a state of the
    /// old spec; null if it takes no driver to have it.
    /// </summary>
    public IndexSet? ExpectedFrom(int oldState)
    {
        IndexSet shown = default;
        foreach (int feature in Old.States[oldState].Requires.Except(Old.MandatoryFeatures))
        {
            if (ShownBy(feature) is not IndexSet features)
            {
                return null;
            }

            shown = shown.Union(features);
        }

        return shown;
    }

    /// <summary>The old features that a host takes a driver to have.</summary>
    public IndexSet SeenOf(IndexSet driverFeatures)
    {
        IndexSet seen = Old.MandatoryFeatures;
        for (int feature = 0; feature < Old.Features.Length; feature++)
        {
            if (ShownBy(feature)?.IsSubsetOf(driverFeatures) == true)
            {
                seen = seen.Add(feature);
            }
        }

        return seen;
    }

    private static Dictionary<string, int> Indexes(StateMachineSpec spec, string kind, IEnumerable<string> names)
    {
        Dictionary<string, int> indexes = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (indexes.ContainsKey(name))
            {
                throw new ArgumentException(
                    $"The spec '{spec.Name}' has more than one {kind} '{name}': they cannot be matched by name.");
            }

            indexes.Add(name, indexes.Count);
        }

        return indexes;
    }
}
