using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>Ends a combination transition before its last step, and says that all went well.</summary>
internal sealed class StopsShort(IMigrationBackend inner) : WrongBackend(inner)
{
    public override async ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        bool isCombination = target == Running && await GetStateAsync(cancel) == Stop;
        return await base.SetStateAsync(isCombination ? RunningP2P : target, cancel);
    }
}
