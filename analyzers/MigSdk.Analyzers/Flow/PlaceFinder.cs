using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>Which operations of a function name a place that can be followed in it.</summary>
/// <param name="function">The method, lambda or local function.</param>
/// <param name="elsewhere">What other functions in the method use too, or what can be written through a reference.</param>
internal sealed class PlaceFinder(ISymbol function, HashSet<ISymbol> elsewhere)
{
    private readonly bool _isNested =
        function is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction };

    /// <summary>The place; null where the operation names none.</summary>
    public Place? Find(IOperation operation) => operation switch
    {
        IFlowCaptureReferenceOperation capture => Place.Of(capture.Id),
        ILocalReferenceOperation { Local: var local } => Find(local),
        IParameterReferenceOperation { Parameter: var parameter } => Find(parameter),
        IFieldReferenceOperation { Field: var field } reference when IsOfThis(reference.Instance) => Find(field),
        IPropertyReferenceOperation { Property: var property } reference when IsOfThis(reference.Instance) => Find(property),
        _ => null,
    };

    /// <summary>The place that a local is; null where it cannot be followed.</summary>
    public Place? Find(ILocalSymbol local) => local.RefKind == RefKind.None && !elsewhere.Contains(local) && IsOwn(local)
        ? Place.Of(local)
        : null;

    private Place? Find(IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None || elsewhere.Contains(parameter))
            return null;

        // A parameter of a primary constructor that a method uses is a field.
        bool isField = parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && !SymbolEqualityComparer.Default.Equals(constructor, function);
        if (!isField && !IsOwn(parameter))
            return null;
        return new Place(isField ? PlaceKind.Field : PlaceKind.Parameter, parameter, default);
    }

    private Place? Find(IFieldSymbol field) =>
        field.IsVolatile || field.IsConst || field.RefKind != RefKind.None || !IsFollowed(field)
            ? null
            : new Place(KindOf(field.IsReadOnly), field, default);

    private Place? Find(IPropertySymbol property) =>
        IsFollowed(property) && property.IsAuto() && !property.ContainingType.IsRecord
            ? new Place(KindOf(property.SetMethod is null), property, default)
            : null;

    private bool IsFollowed(ISymbol member) =>
        !elsewhere.Contains(member) && member.ContainingType is { IsReferenceType: true };

    // A constructor may write what is read-only to everybody else.
    private PlaceKind KindOf(bool isReadOnly) =>
        isReadOnly && function is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) }
            ? PlaceKind.FixedField
            : PlaceKind.Field;

    private bool IsOwn(ISymbol symbol) =>
        !_isNested || SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, function);

    private static bool IsOfThis(IOperation? instance) =>
        instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
}
