using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Symbols;

/// <summary>Reads a spec from an enum's attributes: the only place that knows how a spec is spelled in C#.</summary>
public static class SpecReader
{
    // A symbol belongs to one compilation and never changes; those of references are shared between compilations.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, SpecReading> Readings = new();

    /// <summary>Reads a spec.</summary>
    /// <param name="type">An enum.</param>
    /// <returns>The reading; null where the type is no enum with <c>[StateMachineSpec]</c>.</returns>
    public static SpecReading? TryRead(INamedTypeSymbol type)
    {
        if (Readings.TryGetValue(type, out SpecReading? known))
            return known;
        if (type.TypeKind != TypeKind.Enum
            || type.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is("StateMachineSpecAttribute")) is not { } attribute)
        {
            return null;
        }

        return Readings.GetValue(type, _ => new Reader(type, attribute).Read());
    }

    private sealed class Reader(INamedTypeSymbol type, AttributeData attribute)
    {
        private readonly ImmutableArray<IFieldSymbol> _states =
            [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => field is { IsConst: true, HasConstantValue: true, Name: not "" })];

        private readonly Dictionary<long, int> _indexByValue = [];
        private readonly List<SpecFault> _faults = [];
        private readonly List<(SpecArc Arc, AttributeData Source)> _arcs = [];
        private readonly List<(StatePair Pair, AttributeData Source)> _blocked = [];
        private FeatureReading _features = FeatureReading.None;

        internal SpecReading Read()
        {
            for (int i = 0; i < _states.Length; i++)
            {
                // Of two members with one value the arcs mean the first; the auditor reports the other.
                long value = Value(_states[i]);
                if (!_indexByValue.ContainsKey(value))
                    _indexByValue.Add(value, i);
            }

            _features = FeatureReader.Read(_states, _faults);
            foreach (AttributeData candidate in type.GetAttributes())
                ReadTransition(candidate);

            int? initial = ReadState("Initial", isDemanded: true);
            int? error = ReadState("Error", isDemanded: false);
            StateMachineSpec? spec = initial is { } start ? Build(start, error) : null;
            return new SpecReading(
                type,
                attribute,
                spec,
                _features.Type,
                Constants.Named(attribute, "DriverInterface")?.Value as INamedTypeSymbol,
                (int)Constants.NamedInteger(attribute, "FailurePolicy", 0),
                new SpecSources(_states, [.. _arcs.Select(arc => arc.Source)], [.. _blocked.Select(pair => pair.Source)]),
                [.. _faults],
                IsHalfTyped());
        }

        private bool IsHalfTyped() =>
            type.GetAttributes().Any(a => a.IsHalfTyped())
            || type.GetMembers().OfType<IFieldSymbol>().Any(field =>
                field is { IsConst: true, HasConstantValue: false } || field.GetAttributes().Any(a => a.IsHalfTyped()));

        private StateMachineSpec Build(int initial, int? error)
        {
            var groups = new string?[_states.Length];
            foreach ((SpecArc arc, _) in _arcs)
                groups[arc.To] ??= arc.Opens;

            var states = ImmutableArray.CreateBuilder<SpecState>(_states.Length);
            for (int i = 0; i < _states.Length; i++)
            {
                bool isPreCopy = _states[i].GetAttributes().Any(a => a.AttributeClass.Is("PreCopyStateAttribute"));
                states.Add(new SpecState(_states[i].Name, Value(_states[i]), _features.Required[i], groups[i], isPreCopy));
            }

            return new StateMachineSpec(
                type.Name,
                states.MoveToImmutable(),
                _features.Features,
                [.. _arcs.Select(arc => arc.Arc)],
                [.. _blocked.Select(pair => pair.Pair)],
                initial,
                error,
                Constants.NamedFlag(attribute, "SingleArcsOnly"));
        }

        private void ReadTransition(AttributeData candidate)
        {
            bool isArc = candidate.AttributeClass.Is("SpecArcAttribute`1");
            if (!isArc && !candidate.AttributeClass.Is("BlockedAttribute`1"))
                return;
            if (Constants.Pair(candidate) is not var (fromValue, toValue))
                return;
            if (!SymbolEqualityComparer.Default.Equals(candidate.AttributeClass!.TypeArguments[0], type))
            {
                Report(candidate, $"The type argument must be {type.Name}, the enum that the attribute stands on");
                return;
            }

            if (Find(candidate, fromValue) is not { } from || Find(candidate, toValue) is not { } to)
                return;
            if (!isArc)
            {
                _blocked.Add((new StatePair(from, to), candidate));
                return;
            }

            string? opens = Constants.NamedInteger(candidate, "Opens", 0) switch { 1 => "Saving", 2 => "Resuming", _ => null };
            int preference = (int)Constants.NamedInteger(candidate, "Preference", 0);
            _arcs.Add((new SpecArc(from, to, preference, opens), candidate));
        }

        private int? ReadState(string property, bool isDemanded)
        {
            bool isSaid = Constants.Named(attribute, property) is not null;
            if (!isSaid && !isDemanded)
                return null;
            long value = Constants.NamedInteger(attribute, property, 0);
            if (_indexByValue.TryGetValue(value, out int index))
                return index;
            Report(attribute, isSaid
                ? $"{property} is {value}, which is the value of no state of {type.Name}"
                : $"{property} is not said and {type.Name} has no state with value 0; say {property} = (long){type.Name}.…");
            return null;
        }

        private int? Find(AttributeData source, long value)
        {
            if (_indexByValue.TryGetValue(value, out int index))
                return index;
            Report(source, $"{value} is the value of no state of {type.Name}");
            return null;
        }

        private void Report(AttributeData source, string message) => _faults.Add(new SpecFault(source, message));

        private static long Value(IFieldSymbol state) => Constants.Integer(state.ConstantValue) ?? 0;
    }
}
