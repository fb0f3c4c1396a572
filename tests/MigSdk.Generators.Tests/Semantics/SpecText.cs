using System.Collections.Generic;
using System.Linq;
using System.Text;
using MigSdk.Spec;

namespace MigSdk.Generators.Tests;

/// <summary>A spec and a driver of it, as sources and as the plan that the sources mean.</summary>
/// <remarks>States are named <c>S0</c>, <c>S1</c>, … in the order of the enum.</remarks>
internal sealed class SpecText
{
    private readonly string _underlying;
    private readonly string[] _values;
    private readonly List<(int From, int To, int Preference)> _arcs = [];
    private readonly List<(int From, int To)> _blocked = [];
    private readonly HashSet<int> _optional = [];
    private readonly HashSet<int> _had = [];

    /// <param name="underlying">The enum's underlying type.</param>
    /// <param name="values">The values as source code spells them.</param>
    internal SpecText(string underlying, params string[] values)
    {
        _underlying = underlying;
        _values = values;
    }

    internal int Error { get; init; } = -1;

    internal SpecText Arc(int from, int to, int preference = 0)
    {
        _arcs.Add((from, to, preference));
        return this;
    }

    internal SpecText Both(int one, int other) => Arc(one, other).Arc(other, one);

    internal SpecText Blocked(int from, int to)
    {
        _blocked.Add((from, to));
        return this;
    }

    /// <summary>A state that is not every driver's, and whether it is this one's.</summary>
    internal SpecText Optional(int state, bool isHad)
    {
        _optional.Add(state);
        if (isHad)
            _had.Add(state);
        return this;
    }

    /// <summary>The plan, made without any source.</summary>
    internal DriverPlan Plan(IReadOnlyDictionary<string, long> values)
    {
        var spec = new StateMachineSpecBuilder("S");
        for (int state = 0; state < _values.Length; state++)
        {
            if (_optional.Contains(state))
                spec.OptionalState($"S{state}", values[$"S{state}"]);
            else
                spec.State($"S{state}", values[$"S{state}"]);
        }

        foreach ((int from, int to, int preference) in _arcs)
            spec.Arc($"S{from}", $"S{to}", preference: preference);
        foreach ((int from, int to) in _blocked)
            spec.Blocked($"S{from}", $"S{to}");
        spec.Initial("S0");
        if (Error >= 0)
            spec.Error($"S{Error}");
        StateMachineSpec built = spec.Build();
        IndexSet features = IndexSet.Empty;
        for (int feature = 0; feature < built.Features.Length; feature++)
        {
            if (_had.Contains(built.Features[feature].OptionalState!.Value))
                features = features.Add(feature);
        }

        return Planner.Plan(built).For(features);
    }

    /// <summary>The sources; the driver <c>D</c> has a handler for every arc that a plan may need, and logs it.</summary>
    internal string Source()
    {
        var text = new StringBuilder("using System.Collections.Generic;\nusing MigSdk;\n");
        string error = Error < 0 ? "" : $", Error = unchecked((long)S.S{Error})";
        text.Append($"[StateMachineSpec(Initial = unchecked((long)S.S0){error})]\n");
        foreach ((int from, int to, int preference) in _arcs)
            text.Append($"[SpecArc<S>(S.S{from}, S.S{to}{(preference == 0 ? "" : $", Preference = {preference}")})]\n");
        foreach ((int from, int to) in _blocked)
            text.Append($"[Blocked<S>(S.S{from}, S.S{to})]\n");
        text.Append($"public enum S : {_underlying} {{\n");
        for (int state = 0; state < _values.Length; state++)
            text.Append($"{(_optional.Contains(state) ? "[Optional] " : "")}S{state} = {_values[state]},\n");
        text.Append("}\n");
        text.Append($"[StateMachineDriver<S>({string.Join(", ", _had.Order().Select(state => $"S.S{state}"))})]\n");
        text.Append("public partial class D {\npublic List<string> Log = [];\n".Replace("[]", "new()"));
        IEnumerable<int> states = Enumerable.Range(0, _values.Length).Where(state => _values.Length <= 16 || !_optional.Contains(state));
        IEnumerable<(int, int)> pairs = _values.Length <= 16
            ? states.SelectMany(from => states.Select(to => (from, to)))
            : _arcs.Select(arc => (arc.From, arc.To)).Distinct();
        foreach ((int from, int to) in pairs)
            text.Append($"[Arc<S>(S.S{from}, S.S{to})]\n");
        text.Append("private void Step(ArcContext<S> arc) => Log.Add($\"{arc.From} -> {arc.To}\");\n}\n");
        return text.ToString();
    }
}
