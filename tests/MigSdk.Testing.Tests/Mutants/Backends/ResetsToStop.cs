using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>As libvfio-user since 4f4fce4: a reset does not lead to RUNNING.</summary>
internal sealed class ResetsToStop(IMigrationBackend inner) : WrongBackend(inner)
{
    public override async ValueTask ResetAsync(CancellationToken cancel = default)
    {
        await base.ResetAsync(cancel);
        await SetStateAsync(MigrationState.Stop, cancel);
    }
}
