namespace MigSdk.Host;

/// <summary>How messages call the two ends.</summary>
internal static class EndNames
{
    internal static string Name(this MigrationEnd end) => end == MigrationEnd.Source ? "source" : "destination";
}
