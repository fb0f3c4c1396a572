using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Makes a spec of its facts. Paths follow from the rest and are only looked at for their form.</summary>
internal sealed class BaselineReader
{
    private readonly string _name;
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _preCopy = new(StringComparer.Ordinal);
    private readonly List<(string State, string Feature)> _needs = [];
    private readonly Dictionary<string, (long Value, string? State)> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To), int> _arcs = [];
    private readonly List<(string From, string To)> _blocked = [];
    private string? _initial;
    private string? _error;
    private bool _singleArcsOnly;

    private BaselineReader(string name) => _name = name;

    /// <exception cref="FormatException">The facts are not those of one spec; the message says why.</exception>
    public static StateMachineSpec Read(string encodedName, IEnumerable<string> facts)
    {
        BaselineReader reader = new(BaselineName.Decode(encodedName));
        foreach (string fact in facts)
        {
            reader.Add(new BaselineLine(fact));
        }

        return reader.Build();
    }

    private void Add(BaselineLine line)
    {
        switch (line.Kind)
        {
            case "initial":
                line.Require(line.Count == 2 && _initial is null);
                _initial = line.Name(1);
                break;
            case "error":
                line.Require(line.Count == 2 && _error is null);
                _error = line.Name(1);
                break;
            case "single-arcs-only":
                line.Require(line.Count == 1);
                _singleArcsOnly = true;
                break;
            case "state":
                AddState(line);
                break;
            case "feature":
                AddFeature(line);
                break;
            case "arc":
                AddArc(line);
                break;
            case "blocked":
                line.Require(line.Count == 4);
                _blocked.Add(line.Pair());
                break;
            case "path":
                line.Pair();
                break;
            default:
                throw line.Malformed();
        }
    }

    private void AddState(BaselineLine line)
    {
        line.Require(line.Count == 4);
        string state = line.Name(1);
        if (line.Has(2, "="))
        {
            line.Require(!_values.ContainsKey(state));
            _values.Add(state, line.Number(3));
        }
        else if (line.Has(2, "in"))
        {
            line.Require(!_groups.ContainsKey(state));
            _groups.Add(state, line.Name(3));
        }
        else if (line.Has(2, "needs"))
        {
            _needs.Add((state, line.Name(3)));
        }
        else
        {
            line.Require(line.Has(2, "is") && line.Has(3, "pre-copy"));
            _preCopy.Add(state);
        }
    }

    private void AddFeature(BaselineLine line)
    {
        bool isState = line.Count == 6 && line.Has(4, "is");
        line.Require((isState || line.Count == 4) && line.Has(2, "=") && !_features.ContainsKey(line.Name(1)));
        _features.Add(line.Name(1), (line.Number(3), isState ? line.Name(5) : null));
    }

    private void AddArc(BaselineLine line)
    {
        bool isPreferred = line.Count == 6 && line.Has(4, "preference");
        line.Require((isPreferred || line.Count == 4) && !_arcs.ContainsKey(line.Pair()));
        long preference = isPreferred ? line.Number(5) : 0;
        line.Require(preference is >= int.MinValue and <= int.MaxValue);
        _arcs.Add(line.Pair(), (int)preference);
    }

    private StateMachineSpec Build()
    {
        // The order of declaration is no fact; that of the values is the usual one.
        string[] states = Ordered(_values.Keys, name => _values[name]);
        string[] features = Ordered(_features.Keys, name => _features[name].Value);
        ImmutableArray<SpecState>.Builder described = ImmutableArray.CreateBuilder<SpecState>();
        foreach (string state in states)
        {
            int[] needs = [.. _needs.Where(n => n.State == state).Select(n => Index(features, "feature", n.Feature))];
            described.Add(new SpecState(
                state, _values[state], IndexSet.Of(needs), GroupOf(state), _preCopy.Contains(state)));
        }

        int State(string name) => Index(states, "state", name);
        foreach (string name in _needs.Select(n => n.State).Concat(_groups.Keys).Concat(_preCopy))
        {
            State(name);
        }

        return new StateMachineSpec(
            _name,
            described.ToImmutable(),
            [.. features.Select(name => new SpecFeature(
                name, _features[name].Value, _features[name].State is string state ? State(state) : null))],
            [.. _arcs.Select(arc => new SpecArc(
                State(arc.Key.From), State(arc.Key.To), arc.Value, Opens(arc.Key.From, arc.Key.To)))],
            [.. _blocked.Select(pair => new StatePair(State(pair.From), State(pair.To)))],
            _initial is null ? throw new FormatException($"The spec '{_name}' has no initial state.") : State(_initial),
            _error is null ? null : State(_error),
            _singleArcsOnly);
    }

    private string? GroupOf(string state) => _groups.TryGetValue(state, out string? group) ? group : null;

    private string? Opens(string from, string to) => GroupOf(from) == GroupOf(to) ? null : GroupOf(to);

    private int Index(string[] names, string kind, string name) => Array.IndexOf(names, name) is int index and >= 0
        ? index
        : throw new FormatException($"The spec '{_name}' has no {kind} '{name}'.");

    private static string[] Ordered(IEnumerable<string> names, Func<string, long> value) =>
        [.. names.OrderBy(value).ThenBy(name => name, StringComparer.Ordinal)];
}
