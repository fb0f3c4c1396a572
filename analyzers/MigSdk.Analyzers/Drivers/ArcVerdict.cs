namespace MigSdk.Analyzers;

/// <summary>What an <c>[Arc]</c> on a method of a driver is.</summary>
internal enum ArcVerdict
{
    /// <summary>An arc that the driver must implement.</summary>
    Required,

    /// <summary>Something at a state that the driver does not have.</summary>
    AbsentFeature,

    /// <summary>An arc of drivers with fewer features, which this driver never takes.</summary>
    UnusedArc,

    /// <summary>No arc for any driver.</summary>
    NotInSpec,
}
