using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Symbols;

/// <summary>What is illegal in a declaration of features.</summary>
/// <param name="Message">Why, with the names.</param>
/// <param name="Item">Position of the optional state that it is about; null where it is about the argument as a whole.</param>
public sealed record FeatureProblem(string Message, int? Item = null);

/// <summary>Reads what a driver declares to support: flags of the spec's feature enum, or a list of optional states.</summary>
internal static class FeatureDeclaration
{
    internal static (IndexSet Features, ImmutableArray<FeatureProblem> Problems) Read(AttributeData attribute, SpecReading? reading)
    {
        if (reading?.Spec is not { } spec)
            return (IndexSet.Empty, []);
        if (attribute.ConstructorArguments.Length != 1)
            return (spec.MandatoryFeatures, []);

        TypedConstant argument = attribute.ConstructorArguments[0];
        (IndexSet features, ImmutableArray<FeatureProblem> problems) = argument.Kind switch
        {
            TypedConstantKind.Array => ReadStates(argument, spec, reading.Type),
            TypedConstantKind.Enum => ReadFlags(argument, reading, spec),
            TypedConstantKind.Error => (IndexSet.Empty, []),
            _ => (IndexSet.Empty, [new FeatureProblem(Demand(reading, spec))]),
        };
        return (features.Union(spec.MandatoryFeatures), problems);
    }

    private static (IndexSet, ImmutableArray<FeatureProblem>) ReadStates(TypedConstant list, StateMachineSpec spec, INamedTypeSymbol type)
    {
        IndexSet features = IndexSet.Empty;
        var problems = ImmutableArray.CreateBuilder<FeatureProblem>();
        ImmutableArray<TypedConstant> items = list.IsNull ? [] : list.Values;
        for (int item = 0; item < items.Length; item++)
        {
            if (Constants.Integer(items[item]) is not { } value)
                continue;
            int index = spec.Features.IndexOf(spec.Features.FirstOrDefault(f => f.OptionalState is not null && f.Value == value)!);
            string name = spec.States.FirstOrDefault(state => state.Value == value)?.Name ?? value.ToString();
            if (index < 0)
                problems.Add(new($"{name} is no optional state of {type.Name}; list only states that are marked [Optional]", item));
            else if (features.Contains(index))
                problems.Add(new($"{name} is listed twice", item));
            else
                features = features.Add(index);
        }

        return (features, problems.ToImmutable());
    }

    private static (IndexSet, ImmutableArray<FeatureProblem>) ReadFlags(TypedConstant flags, SpecReading reading, StateMachineSpec spec)
    {
        if (reading.FeatureType is not { } type || !SymbolEqualityComparer.Default.Equals(flags.Type, type))
            return (IndexSet.Empty, [new FeatureProblem(Demand(reading, spec))]);

        long rest = Constants.Integer(flags) ?? 0;
        IndexSet features = IndexSet.Empty;
        for (int i = 0; i < spec.Features.Length; i++)
        {
            if (spec.Features[i].OptionalState is null && (rest & spec.Features[i].Value) != 0)
            {
                features = features.Add(i);
                rest &= ~spec.Features[i].Value;
            }
        }

        return rest == 0
            ? (features, [])
            : (features, [new FeatureProblem($"{type.Name} has no feature with the value 0x{rest:x}")]);
    }

    private static string Demand(SpecReading reading, StateMachineSpec spec)
    {
        if (reading.FeatureType is { } type)
            return $"the features of a driver of {reading.Type.Name} are a constant of {type.Name}";
        return spec.Features.IsEmpty
            ? $"{reading.Type.Name} has neither features nor optional states to declare"
            : $"a driver of {reading.Type.Name} lists the optional states that it has";
    }
}
