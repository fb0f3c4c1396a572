namespace MigSdk.Testing.Tests;

/// <summary>xe, 1b81ed612e12: its reset uses what only a migration sets up.</summary>
internal sealed class ResetsWhatIsNotThere : CardDevice
{
    private BlockTracking? _last;

    internal override SavingSession BeginSaving()
    {
        SavingSession session = base.BeginSaving();
        _last = Tracking;
        return session;
    }

    internal override void Reset()
    {
        _last!.MarkAll();
        base.Reset();
    }
}
