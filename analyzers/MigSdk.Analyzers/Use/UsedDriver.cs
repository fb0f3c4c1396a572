using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>What is known of a driver where code uses it: its class, or only the spec where all there is is an interface.</summary>
internal sealed class UsedDriver
{
    private UsedDriver(INamedTypeSymbol? type, SpecReading spec, DriverPlan plan)
    {
        Type = type;
        SpecReading = spec;
        Plan = plan;
    }

    /// <summary>The driver's class; null where any driver of the spec may stand here.</summary>
    public INamedTypeSymbol? Type { get; }

    /// <summary>The driver's spec as it was read. Its spec is never null here.</summary>
    public SpecReading SpecReading { get; }

    /// <summary>The driver's spec.</summary>
    public StateMachineSpec Spec => SpecReading.Spec!;

    /// <summary>
    /// The driver's plan. Where its class is not known this is the plan of a driver with every feature: what that does not
    /// support, no driver does.
    /// </summary>
    public DriverPlan Plan { get; }

    /// <summary>How a message calls the driver.</summary>
    public string Name => Type is null ? $"a driver of {SpecReading.Type.Name}" : $"'{Type.Name}'";

    /// <summary>The same place, as if no more were known than that some driver of the spec stands there.</summary>
    public UsedDriver AsAnyDriver => new(null, SpecReading, SpecReading.FullPlan);

    /// <summary>
    /// The driver that a type stands for: a driver's class, or <c>IMigrationDriver</c> and <c>IStateMachineDriver</c>, or a
    /// type parameter that they constrain.
    /// </summary>
    /// <returns>The driver; null where the type is none, or where driver or spec are faulty and their own rules speak.</returns>
    public static UsedDriver? TryRead(ITypeSymbol? type, CancellationToken cancel) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Class } named => OfClass(named, cancel),
        INamedTypeSymbol { TypeKind: TypeKind.Interface } named => OfInterface(named),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Select(t => TryRead(t, cancel)).FirstOrDefault(d => d is not null),
        _ => null,
    };

    /// <summary>The driver that a member is used of.</summary>
    /// <param name="instance">What stands before the member's name; null where the member is static.</param>
    /// <param name="constrainedTo">The type parameter that a static member is used of.</param>
    /// <param name="member">The member.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>The driver; null where it is none, or where the member is not the driver's or its interface's own.</returns>
    public static UsedDriver? Of(IOperation? instance, ITypeSymbol? constrainedTo, ISymbol member, CancellationToken cancel)
    {
        UsedDriver? driver = instance is null
            ? TryRead(constrainedTo ?? member.ContainingType, cancel)
            : OfInstance(instance, cancel);
        return driver is not null
            && (member.ContainingType?.TypeKind == TypeKind.Interface
                || SymbolEqualityComparer.Default.Equals(member.ContainingType?.OriginalDefinition, driver.Type))
            ? driver
            : null;
    }

    /// <summary>The name of a state.</summary>
    public string NameOf(int state) => Spec.States[state].Name;

    /// <summary>The name of a transition.</summary>
    public string NameOf(StatePair pair) => $"{NameOf(pair.From)} -> {NameOf(pair.To)}";

    /// <summary>The features that a state requires and the driver does not have.</summary>
    public IEnumerable<SpecFeature> MissingFeatures(int state) =>
        Spec.States[state].Requires.Except(Plan.Features).Select(feature => Spec.Features[feature]);

    // A conversion up or down leaves the object as it is: of what the compiler knows of it on the way, a class says most.
    private static UsedDriver? OfInstance(IOperation instance, CancellationToken cancel)
    {
        UsedDriver? known = TryRead(instance.Type, cancel);
        while (known?.Type is null && instance is IConversionOperation { OperatorMethod: null } conversion)
        {
            instance = conversion.Operand;
            known = TryRead(instance.Type, cancel) ?? known;
        }

        return known;
    }

    // A class may derive from a driver.
    private static UsedDriver? OfClass(INamedTypeSymbol type, CancellationToken cancel)
    {
        for (INamedTypeSymbol? candidate = type.OriginalDefinition; candidate is not null; candidate = candidate.BaseType?.OriginalDefinition)
        {
            if (DriverFacts.TryGet(candidate, cancel) is { } facts)
            {
                return facts.TypeProblem is null && facts.Driver.HasMeaningfulPlan
                    ? new UsedDriver(candidate, facts.Driver.SpecReading!, facts.Driver.Plan)
                    : null;
            }
        }

        return null;
    }

    private static UsedDriver? OfInterface(INamedTypeSymbol type)
    {
        INamedTypeSymbol? driver = type.Is("IStateMachineDriver`1")
            ? type
            : type.AllInterfaces.FirstOrDefault(candidate => candidate.Is("IStateMachineDriver`1"));
        return driver?.TypeArguments[0] is INamedTypeSymbol state && SpecReader.TryRead(state) is { HasMeaningfulPlan: true } spec
            ? new UsedDriver(null, spec, spec.FullPlan)
            : null;
    }
}
