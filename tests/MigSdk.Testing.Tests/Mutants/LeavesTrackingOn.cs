namespace MigSdk.Testing.Tests;

/// <summary>
/// mlx5, 6de042240b0f: two of the arcs that end saving lack the exit action, so that the firmware goes on with it.
/// </summary>
internal sealed class LeavesTrackingOn : CardDevice
{
    private bool _isSaving;

    internal override SavingSession BeginSaving()
    {
        if (_isSaving)
            throw new MigrationException(Errno.EBUSY, "The firmware is saving already.");
        SavingSession session = base.BeginSaving();
        _isSaving = true;
        return session;
    }

    internal override void EndSaving(MigrationState from)
    {
        base.EndSaving(from);
        if (from == MigrationState.StopCopy)
            _isSaving = false;
    }

    internal override void Reset()
    {
        _isSaving = false;
        base.Reset();
    }
}
