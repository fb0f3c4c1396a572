using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace MigSdk.Analyzers;

/// <summary>Something that holds a driver or a session and is followed along the paths of a method.</summary>
internal readonly record struct Place(PlaceKind Kind, ISymbol? Symbol, CaptureId Capture)
{
    /// <summary>How messages call what is there.</summary>
    public string? Name => Symbol?.Name;

    /// <summary>Whether it belongs to an object, so that other methods see it.</summary>
    public bool IsField => Kind is PlaceKind.Field or PlaceKind.FixedField;

    /// <summary>Who holds what comes from here and was not made by the method.</summary>
    public DriverHold OuterHold => Kind == PlaceKind.Parameter ? DriverHold.Lent : DriverHold.Shared;

    /// <summary>The type of what it can hold; null for a capture.</summary>
    public ITypeSymbol? Type => Symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol member => member.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    /// <summary>The place that the compiler gives a value within an expression.</summary>
    public static Place Of(CaptureId capture) => new(PlaceKind.Capture, null, capture);

    /// <summary>The place that a local is.</summary>
    public static Place Of(ILocalSymbol local) => new(PlaceKind.Local, local, default);
}
