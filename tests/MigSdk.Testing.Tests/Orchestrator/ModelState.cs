namespace MigSdk.Testing.Tests;

/// <summary>What of a device's state matters for who runs with what.</summary>
internal readonly record struct ModelState(MigrationState State, int Content, bool IsLost);
