using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Symbols;

/// <summary>A spec's features and which of them each state requires.</summary>
internal sealed record FeatureReading(
    INamedTypeSymbol? Type, ImmutableArray<SpecFeature> Features, ImmutableArray<IndexSet> Required)
{
    internal static FeatureReading None { get; } = new(null, [], []);
}

/// <summary>Reads <c>[Requires]</c> and <c>[Optional]</c>, the two ways to say that a state is not every driver's.</summary>
internal static class FeatureReader
{
    internal static FeatureReading Read(ImmutableArray<IFieldSymbol> states, List<SpecFault> faults)
    {
        INamedTypeSymbol? type = states.SelectMany(Requirements).Select(FeatureType).FirstOrDefault();
        ImmutableArray<SpecFeature>.Builder features = ImmutableArray.CreateBuilder<SpecFeature>();
        if (type is not null)
            features.AddRange(Flags(type));
        int flags = features.Count;

        var required = ImmutableArray.CreateBuilder<IndexSet>(states.Length);
        for (int state = 0; state < states.Length; state++)
        {
            IndexSet set = IndexSet.Empty;
            foreach (AttributeData requirement in Requirements(states[state]))
                set = set.Union(ReadRequirement(requirement, type!, features, flags, faults));

            if (states[state].GetAttributes().FirstOrDefault(a => a.AttributeClass.Is("OptionalAttribute")) is { } optional)
            {
                if (type is not null)
                {
                    faults.Add(new SpecFault(
                        optional, $"The spec has the feature enum {type.Name}; a state that is not every driver's says [Requires]"));
                }

                set = set.Add(features.Count);
                features.Add(new SpecFeature(
                    states[state].Name, Constants.Integer(states[state].ConstantValue) ?? 0, state));
            }

            required.Add(set);
        }

        return new FeatureReading(type, features.ToImmutable(), required.MoveToImmutable());
    }

    private static IEnumerable<SpecFeature> Flags(INamedTypeSymbol type)
    {
        var seen = new HashSet<long>();
        foreach (IFieldSymbol member in type.GetMembers().OfType<IFieldSymbol>())
        {
            // Members of several bits are names for sets of features, not features.
            if (Constants.Integer(member.ConstantValue) is { } value
                && value != 0 && (value & (value - 1)) == 0 && seen.Add(value))
            {
                yield return new SpecFeature(member.Name, value);
            }
        }
    }

    private static IndexSet ReadRequirement(
        AttributeData requirement,
        INamedTypeSymbol type,
        IReadOnlyList<SpecFeature> features,
        int flags,
        List<SpecFault> faults)
    {
        if (!SymbolEqualityComparer.Default.Equals(FeatureType(requirement), type))
        {
            faults.Add(new SpecFault(requirement, $"A spec has one feature enum, and here that is {type.Name}"));
            return IndexSet.Empty;
        }

        if (requirement.ConstructorArguments.Length != 1
            || Constants.Integer(requirement.ConstructorArguments[0]) is not { } bits)
        {
            return IndexSet.Empty;
        }

        IndexSet set = IndexSet.Empty;
        for (int i = 0; i < flags; i++)
        {
            if ((bits & features[i].Value) != 0)
            {
                set = set.Add(i);
                bits &= ~features[i].Value;
            }
        }

        if (bits != 0)
            faults.Add(new SpecFault(requirement, $"{type.Name} has no feature with the value 0x{bits:x}"));
        return set;
    }

    private static IEnumerable<AttributeData> Requirements(IFieldSymbol state) =>
        state.GetAttributes().Where(a => a.AttributeClass.Is("RequiresAttribute`1") && FeatureType(a) is not null);

    private static INamedTypeSymbol? FeatureType(AttributeData requirement) =>
        requirement.AttributeClass!.TypeArguments[0] as INamedTypeSymbol;
}
