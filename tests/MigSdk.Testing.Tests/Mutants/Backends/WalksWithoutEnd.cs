using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>Linux, vfio_main.c before its guard: a request for a blocked pair is looked up for ever.</summary>
internal sealed class WalksWithoutEnd(IMigrationBackend inner) : WrongBackend(inner)
{
    public override async ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        if (target is PreCopy or PreCopyP2P && await GetStateAsync(cancel) == StopCopy)
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        return await base.SetStateAsync(target, cancel);
    }
}
