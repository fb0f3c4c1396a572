namespace MigSdk.Host;

/// <summary>The two ends of a migration.</summary>
public enum MigrationEnd
{
    /// <summary>The device that runs at the beginning.</summary>
    Source,

    /// <summary>The device that runs in the end.</summary>
    Destination,
}
