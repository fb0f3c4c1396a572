namespace MigSdk.Cli;

/// <summary>A spec or driver that an assembly declares.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="IsDriver">Whether it is a driver.</param>
/// <param name="Target">What it is; null where it cannot be planned.</param>
/// <param name="Failure">Why it cannot be planned; null where it can.</param>
internal sealed record AssemblyItem(string Name, bool IsDriver, SpecTarget? Target, string? Failure);
