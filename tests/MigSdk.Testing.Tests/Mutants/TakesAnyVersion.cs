namespace MigSdk.Testing.Tests;

/// <summary>Does not look at the version of a stream.</summary>
internal sealed class TakesAnyVersion : CardDevice
{
    protected override bool TakesVersion(uint version) => true;
}
