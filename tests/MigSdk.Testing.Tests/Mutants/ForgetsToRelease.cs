namespace MigSdk.Testing.Tests;

/// <summary>xe, 493c7eff3c2f: what is to be released with a session has no place that does it.</summary>
internal sealed class ForgetsToRelease : CardDevice
{
    internal override SavingSession BeginSaving() => new Saving(this, BeginTracking());

    private sealed class Saving(CardDevice device, BlockTracking tracking) : CardSaving(device, tracking)
    {
        protected override void OnClosed()
        {
            // Nothing.
        }
    }
}
