using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MigSdk.Spec;

/// <summary>
/// Puts a <see cref="StateMachineSpec"/> together by names. States, features and arcs get their indexes in the
/// order in which they are added; names may be used before they are added, since they are looked up in
/// <see cref="Build"/>.
/// </summary>
/// <remarks>
/// A state that is the target of an arc with <c>opens</c> and was given no group belongs to the group that the
/// arc opens. So a spec may state its groups by its arcs alone, as the C# attributes do.
/// </remarks>
public sealed class StateMachineSpecBuilder
{
    private readonly string _name;
    private readonly List<StateEntry> _states = [];
    private readonly Dictionary<string, int> _stateIndexes = [];
    private readonly List<SpecFeature> _features = [];
    private readonly List<ArcEntry> _arcs = [];
    private readonly List<(string From, string To)> _blocked = [];
    private string? _initial;
    private string? _error;
    private bool _singleArcsOnly;

    /// <summary>Begins a spec.</summary>
    /// <param name="name">The spec's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public StateMachineSpecBuilder(string name) => _name = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>Adds a feature that is named by a flag.</summary>
    /// <param name="name">The flag's name.</param>
    /// <param name="value">The flag's value.</param>
    /// <exception cref="ArgumentException">There is a feature of this name already.</exception>
    public StateMachineSpecBuilder Feature(string name, long value)
    {
        AddFeature(new SpecFeature(name, value));
        return this;
    }

    /// <summary>Adds a state.</summary>
    /// <param name="name">The state's name.</param>
    /// <param name="value">The state's value on the wire.</param>
    /// <param name="requires">Names of the features that a driver needs to have the state; null for none.</param>
    /// <param name="group">The session group of the state, or null.</param>
    /// <param name="preCopy">Whether this is a saving state in which the device still runs.</param>
    /// <exception cref="ArgumentException">There is a state of this name already.</exception>
    public StateMachineSpecBuilder State(
        string name,
        long value,
        IEnumerable<string>? requires = null,
        string? group = null,
        bool preCopy = false)
    {
        if (_stateIndexes.ContainsKey(name))
        {
            throw new ArgumentException($"The spec '{_name}' has a state '{name}' already.", nameof(name));
        }

        _stateIndexes.Add(name, _states.Count);
        _states.Add(new StateEntry(name, value, requires is null ? [] : [.. requires], group, preCopy));
        return this;
    }

    /// <summary>
    /// Adds a state that a driver may leave out, and the feature of the same name and value that stands for it.
    /// </summary>
    /// <param name="name">The state's name.</param>
    /// <param name="value">The state's value on the wire.</param>
    /// <param name="group">The session group of the state, or null.</param>
    /// <exception cref="ArgumentException">There is a state or a feature of this name already.</exception>
    public StateMachineSpecBuilder OptionalState(string name, long value, string? group = null)
    {
        State(name, value, [name], group);
        AddFeature(new SpecFeature(name, value, _states.Count - 1));
        return this;
    }

    /// <summary>Adds an arc.</summary>
    /// <param name="from">Name of the state that the arc leaves.</param>
    /// <param name="to">Name of the state that the arc enters.</param>
    /// <param name="opens">The session group that the arc opens, or null where nothing is to be said.</param>
    /// <param name="preference">Settles ties; higher wins.</param>
    public StateMachineSpecBuilder Arc(string from, string to, string? opens = null, int preference = 0)
    {
        _arcs.Add(new ArcEntry(from, to, opens, preference));
        return this;
    }

    /// <summary>Says that there is no path from one state to another, whatever the arcs say.</summary>
    /// <param name="from">Name of the start state.</param>
    /// <param name="to">Name of the target state.</param>
    public StateMachineSpecBuilder Blocked(string from, string to)
    {
        _blocked.Add((from, to));
        return this;
    }

    /// <summary>Names the state after reset. Without it, it is the first state.</summary>
    /// <param name="name">The state's name.</param>
    public StateMachineSpecBuilder Initial(string name)
    {
        _initial = name;
        return this;
    }

    /// <summary>Names the state that only reset leads out of. Without it, the spec has none.</summary>
    /// <param name="name">The state's name.</param>
    public StateMachineSpecBuilder Error(string name)
    {
        _error = name;
        return this;
    }

    /// <summary>Says that the spec has no combination transitions.</summary>
    public StateMachineSpecBuilder SingleArcsOnly()
    {
        _singleArcsOnly = true;
        return this;
    }

    /// <summary>The spec as it has been described so far.</summary>
    /// <exception cref="ArgumentException">
    /// A name is used of which there is no state or feature (the message says where), or there are no states.
    /// </exception>
    public StateMachineSpec Build() => new(
        _name,
        [.. _states.ConvertAll(ToState)],
        [.. _features],
        [.. _arcs.ConvertAll(a => new SpecArc(
            IndexOf(a.From, $"arc {a}"), IndexOf(a.To, $"arc {a}"), a.Preference, a.Opens))],
        [.. _blocked.ConvertAll(b => new StatePair(
            IndexOf(b.From, $"blocked pair {b.From} -> {b.To}"), IndexOf(b.To, $"blocked pair {b.From} -> {b.To}")))],
        _initial is null ? 0 : IndexOf(_initial, "initial state"),
        _error is null ? null : IndexOf(_error, "error state"),
        _singleArcsOnly);

    private void AddFeature(SpecFeature feature)
    {
        if (_features.Exists(f => f.Name == feature.Name))
        {
            throw new ArgumentException($"The spec '{_name}' has a feature '{feature.Name}' already.", "name");
        }

        _features.Add(feature);
    }

    private SpecState ToState(StateEntry entry)
    {
        IndexSet requires = default;
        foreach (string feature in entry.Requires)
        {
            int index = _features.FindIndex(f => f.Name == feature);
            requires = index >= 0 ? requires.Add(index) : throw Unknown("feature", feature, $"state {entry.Name}");
        }

        string? group = entry.Group ?? _arcs.Find(a => a.To == entry.Name && a.Opens is not null)?.Opens;
        return new SpecState(entry.Name, entry.Value, requires, group, entry.PreCopy);
    }

    private int IndexOf(string state, string place) =>
        _stateIndexes.TryGetValue(state, out int index) ? index : throw Unknown("state", state, place);

    private ArgumentException Unknown(string kind, string name, string place) =>
        new($"The spec '{_name}' has no {kind} '{name}', which is named at: {place}.");

    private sealed record StateEntry(
        string Name, long Value, ImmutableArray<string> Requires, string? Group, bool PreCopy);

    private sealed record ArcEntry(string From, string To, string? Opens, int Preference)
    {
        public override string ToString() => $"{From} -> {To}";
    }
}
