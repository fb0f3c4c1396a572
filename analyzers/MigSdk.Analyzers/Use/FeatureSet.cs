using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>
/// The features that a driver supports, as a value. A value of a feature enum may as well be a single feature, or some that
/// are wanted or missing; so it is taken for the features of a driver only where it comes from a driver, or is called so.
/// </summary>
/// <param name="Spec">The spec whose features they are.</param>
/// <param name="Driver">The driver, where it is known.</param>
/// <param name="IsGiven">Whether it is known by the name of a parameter, field or local alone.</param>
internal sealed record FeatureSet(SpecReading Spec, UsedDriver? Driver, bool IsGiven)
{
    // Those that a name such as sourceFeatures says to have the features.
    private static readonly string[] Owners =
        ["source", "destination", "device", "driver", "host", "backend", "peer", "supported", "declared", "common"];

    /// <summary>Reads a value.</summary>
    /// <returns>The set; null where the value is none, or may be something else.</returns>
    public static FeatureSet? TryRead(IOperation value, UseCheck check) => TryRead(value, check, followsLocals: true);

    private static FeatureSet? TryRead(IOperation value, UseCheck check, bool followsLocals)
    {
        IOperation operation = Core(value);
        return operation switch
        {
            IPropertyReferenceOperation { Property.Name: GeneratedNames.Features } property
                when UsedDriver.Of(property.Instance, property.ConstrainedToType, property.Property, check.Cancel) is { } driver =>
                IsOf(driver.SpecReading, property.Type) ? new(driver.SpecReading, driver, IsGiven: false) : null,
            IPropertyReferenceOperation property => Named(property.Property, property.Type, check, isGiven: false),
            IInvocationOperation call => Named(call.TargetMethod, ResultType(call), check, isGiven: false),
            IParameterReferenceOperation parameter => Named(parameter.Parameter, parameter.Type, check, isGiven: true),
            IFieldReferenceOperation { ConstantValue.HasValue: false } field => Named(field.Field, field.Type, check, isGiven: true),
            ILocalReferenceOperation local when followsLocals =>
                Initial(local, check) ?? Named(local.Local, local.Type, check, isGiven: true),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.And } both
                when TryRead(both.LeftOperand, check, followsLocals) is { } set
                && TryRead(both.RightOperand, check, followsLocals) is not null => set with { Driver = null },
            _ => null,
        };
    }

    private static FeatureSet? Named(ISymbol symbol, ITypeSymbol? type, UseCheck check, bool isGiven) =>
        IsName(symbol.Name) && check.Enums.OfFeatures(type) is { } spec ? new(spec, null, isGiven) : null;

    // features, _features, GetFeatures, sourceFeatures; but not wantedFeatures.
    private static bool IsName(string name)
    {
        string core = name.TrimStart('_');
        foreach ((string prefix, string suffix) in new[] { ("Get", ""), ("Read", ""), ("Get", "Async"), ("Read", "Async") })
        {
            if (core.StartsWith(prefix, StringComparison.Ordinal) && core.EndsWith("Features" + suffix, StringComparison.Ordinal))
                core = core.Substring(prefix.Length, core.Length - prefix.Length - suffix.Length);
        }

        return core.Equals("features", StringComparison.OrdinalIgnoreCase)
            || Owners.Any(owner => core.Equals(owner + "Features", StringComparison.OrdinalIgnoreCase));
    }

    // What a local was given, where it was never given anything else.
    private static FeatureSet? Initial(ILocalReferenceOperation local, UseCheck check)
    {
        IVariableDeclaratorOperation? declarator = LocalUses.Body(local).Descendants()
            .OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Symbol, local.Local));
        return declarator?.Initializer?.Value is { } initial && !LocalUses.Of(local.Local, local, check.Cancel).Any(LocalUses.IsWrite)
            ? TryRead(initial, check, followsLocals: false)
            : null;
    }

    private static IOperation Core(IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    value = conversion.Operand;
                    break;
                case IConditionalAccessOperation access:
                    value = access.WhenNotNull;
                    break;
                case IAwaitOperation await:
                    value = await.Operation;
                    break;
                case IParenthesizedOperation parenthesized:
                    value = parenthesized.Operand;
                    break;
                default:
                    return value;
            }
        }
    }

    private static ITypeSymbol? ResultType(IInvocationOperation call) =>
        call.Parent is IAwaitOperation await ? await.Type : call.Type;

    private static bool IsOf(SpecReading spec, ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(spec.FeatureType, type);
}
