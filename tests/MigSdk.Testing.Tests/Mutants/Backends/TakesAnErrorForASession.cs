using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>mlx5, 70be6f322860: where there is no stream, an error is taken for one; the request succeeds without any.</summary>
internal sealed class TakesAnErrorForASession(IMigrationBackend inner) : WrongBackend(inner)
{
    public override async ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        bool isFaulty = target == PreCopyP2P && await GetStateAsync(cancel) == RunningP2P;
        IMigrationStream? stream = await base.SetStateAsync(target, cancel);
        return isFaulty ? null : stream;
    }
}
