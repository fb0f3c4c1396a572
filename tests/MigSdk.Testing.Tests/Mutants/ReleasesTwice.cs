namespace MigSdk.Testing.Tests;

/// <summary>mlx5, cb04444c243c: what a session holds is released by the driver, and once more with the session.</summary>
internal sealed class ReleasesTwice : CardDevice
{
    internal override void EndSaving(MigrationState from)
    {
        base.EndSaving(from);
        if (Tracking is { } tracking)
            EndTracking(tracking);
    }
}
