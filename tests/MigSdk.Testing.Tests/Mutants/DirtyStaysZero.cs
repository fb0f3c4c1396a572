namespace MigSdk.Testing.Tests;

/// <summary>Sends what was written, but never says so beforehand.</summary>
internal sealed class DirtyStaysZero : CardDevice
{
    internal override SavingSession BeginSaving() => new Saving(this, BeginTracking());

    private sealed class Saving(CardDevice device, BlockTracking tracking) : CardSaving(device, tracking)
    {
        protected override PreCopyInfo EstimatePreCopy() => base.EstimatePreCopy() with { DirtyBytes = 0 };
    }
}
