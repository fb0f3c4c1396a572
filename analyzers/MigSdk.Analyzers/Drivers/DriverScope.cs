namespace MigSdk.Analyzers;

/// <summary>How much of a driver must be in order before a rule speaks, so that no mistake is told twice.</summary>
internal enum DriverScope
{
    /// <summary>Anything that calls itself a driver.</summary>
    AnyClass,

    /// <summary>A class that can be a driver.</summary>
    Driver,

    /// <summary>A driver whose plan is what its author and the spec's author mean.</summary>
    PlannedDriver,
}
