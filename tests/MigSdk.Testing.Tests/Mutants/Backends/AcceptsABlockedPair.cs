using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>Says yes to what is blocked, and does nothing.</summary>
internal sealed class AcceptsABlockedPair(IMigrationBackend inner) : WrongBackend(inner)
{
    public override async ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default) =>
        target == PreCopy && await GetStateAsync(cancel) == StopCopy ? null : await base.SetStateAsync(target, cancel);
}
