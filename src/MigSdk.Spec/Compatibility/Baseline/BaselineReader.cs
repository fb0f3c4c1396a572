using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Makes a spec of its facts. Paths follow from the rest and are only looked at for their form.</summary>
internal sealed class BaselineReader
{
    private readonly string _name;
    private readonly List<BaselineLine> _lines = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
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

    /// <summary>Looks at a fact without its neighbours.</summary>
    /// <returns>Why it cannot be read; null if it can.</returns>
    public static string? WhyUnreadable(BaselineFact fact)
    {
        try
        {
            new BaselineReader(BaselineName.Decode(fact.Spec)).Add(new BaselineLine(fact.Text));
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    private void Add(BaselineLine line)
    {
        switch (line.Kind)
        {
            case "initial":
                line.Require(line.Count == 2);
                _initial = line.Name(1);
                break;
            case "error":
                line.Require(line.Count == 2);
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
                line.RequirePath();
                break;
            default:
                throw line.Malformed();
        }

        _lines.Add(line);
        if (!_keys.Add(line.Key))
        {
            throw line.Unfit($"The spec '{_name}' has two answers for '{line.Key}'.");
        }
    }

    private void AddState(BaselineLine line)
    {
        line.Require(line.Count == 4);
        string state = line.Name(1);
        if (line.Has(2, "="))
        {
            _values[state] = line.Number(3);
        }
        else if (line.Has(2, "in"))
        {
            _groups[state] = line.Name(3);
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
        line.Require((isState || line.Count == 4) && line.Has(2, "="));
        _features[line.Name(1)] = (line.Number(3), isState ? line.Name(5) : null);
    }

    private void AddArc(BaselineLine line)
    {
        bool isPreferred = line.Count == 6 && line.Has(4, "preference");
        line.Require(isPreferred || line.Count == 4);
        long preference = isPreferred ? line.Number(5) : 0;
        line.Require(preference is >= int.MinValue and <= int.MaxValue);
        _arcs[line.Pair()] = (int)preference;
    }

    private StateMachineSpec Build()
    {
        CheckNames();

        // The order of declaration is no fact; that of the values is the usual one.
        string[] states = Ordered(_values.Keys, name => _values[name]);
        string[] features = Ordered(_features.Keys, name => _features[name].Value);
        int State(string name) => Array.IndexOf(states, name);
        IndexSet Needs(string state) => IndexSet.Of(
            [.. _needs.Where(need => need.State == state).Select(need => Array.IndexOf(features, need.Feature))]);
        return new StateMachineSpec(
            _name,
            [.. states.Select(name => new SpecState(
                name, _values[name], Needs(name), GroupOf(name), _preCopy.Contains(name)))],
            [.. features.Select(name => new SpecFeature(
                name, _features[name].Value, _features[name].State is string state ? State(state) : null))],
            [.. _arcs.Select(arc => new SpecArc(
                State(arc.Key.From), State(arc.Key.To), arc.Value, Opens(arc.Key.From, arc.Key.To)))],
            [.. _blocked.Select(pair => new StatePair(State(pair.From), State(pair.To)))],
            State(_initial!),
            _error is null ? null : State(_error),
            _singleArcsOnly);
    }

    private void CheckNames()
    {
        foreach (BaselineLine line in _lines)
        {
            if (line.States().FirstOrDefault(state => !_values.ContainsKey(state)) is string unknown)
            {
                throw line.Unfit($"The spec '{_name}' has no state '{unknown}'.");
            }

            if (line.Kind == "state" && line.Has(2, "needs") && !_features.ContainsKey(line.Name(3)))
            {
                throw line.Unfit($"The spec '{_name}' has no feature '{line.Name(3)}'.");
            }
        }

        if (_initial is null)
        {
            throw new BaselineException($"The spec '{_name}' has no initial state.");
        }
    }

    private string? GroupOf(string state) => _groups.TryGetValue(state, out string? group) ? group : null;

    private string? Opens(string from, string to) => GroupOf(from) == GroupOf(to) ? null : GroupOf(to);

    private static string[] Ordered(IEnumerable<string> names, Func<string, long> value) =>
        [.. names.OrderBy(value).ThenBy(name => name, StringComparer.Ordinal)];
}
