namespace MigSdk.Testing.Tests;

/// <summary>Says for ever that its initial data are still to be read.</summary>
internal sealed class InitialNeverFalls : CardDevice
{
    internal override SavingSession BeginSaving() => new Saving(this, BeginTracking());

    private sealed class Saving(CardDevice device, BlockTracking tracking) : CardSaving(device, tracking)
    {
        protected override PreCopyInfo EstimatePreCopy() => new(4096, 0);
    }
}
