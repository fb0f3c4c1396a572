namespace MigSdk.Cli.Demo;

/// <summary>How the sample device is built.</summary>
/// <param name="MemoryBytes">The size of its memory: a whole number of pages.</param>
/// <param name="LoadBytesPerSecond">How much of its memory its work writes.</param>
internal sealed record DemoOptions(int MemoryBytes, double LoadBytesPerSecond);
