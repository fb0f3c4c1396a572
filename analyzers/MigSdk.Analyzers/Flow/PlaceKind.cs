namespace MigSdk.Analyzers;

/// <summary>What can hold a driver or a session.</summary>
internal enum PlaceKind
{
    /// <summary>A value of the compiler's in the middle of an expression.</summary>
    Capture,

    /// <summary>A local of the method.</summary>
    Local,

    /// <summary>A parameter of the method.</summary>
    Parameter,

    /// <summary>A field or an auto-property of the object that the method is of, or of its class.</summary>
    Field,

    /// <summary>A field that holds the same from the constructor on.</summary>
    FixedField,
}
