using System.Threading;
using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.VfioUser;

/// <summary>Puts a device in order, at a reset and when its client has gone.</summary>
internal static class DeviceRecovery
{
    internal static async ValueTask ResetAsync(PciDevice device)
    {
        if (device.Migration is { } port)
            await port.ResetAsync().ConfigureAwait(false);
        device.Reset();
    }

    internal static async ValueTask AfterClientAsync(PciDevice device, ClientGone policy)
    {
        if (policy == ClientGone.Reset)
        {
            await ResetAsync(device).ConfigureAwait(false);
            return;
        }

        if (device.Migration is not { } port || WayOut(port.State) is not { } target)
            return;
        try
        {
            if (target == Running && port.State is Resuming or MigrationState.Error)
                await ResetAsync(device).ConfigureAwait(false);
            else
                await port.SetStateAsync(target, CancellationToken.None).ConfigureAwait(false);
        }
        catch (MigrationException)
        {
            // Half a migration is of no use to anybody.
            await ResetAsync(device).ConfigureAwait(false);
        }
    }

    /// <summary>Where a migration that nobody goes on with is left for; null where there is none.</summary>
    private static MigrationState? WayOut(MigrationState state) => state switch
    {
        PreCopy => Running,
        PreCopyP2P => RunningP2P,
        StopCopy => Stop,
        Resuming or MigrationState.Error => Running,
        _ => null,
    };
}
