using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.MigrationState;

[MigrationDriver]
public sealed partial class Nic
{
    [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)]
    private void Move() { }

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() => new DeviceSaving();

    [Arc(Stop, Resuming)]
    private ResumingSession BeginResuming() => new DeviceResuming();

    [Arc(Resuming, Stop)]
    private void Apply(ResumingSession session) { }
}

public sealed class DeviceSaving : SavingSession
{
    protected override ValueTask<int> ProduceAsync(System.Memory<byte> buffer, CancellationToken cancel) => new(0);
}

public sealed class DeviceResuming : ResumingSession
{
    protected override ValueTask AcceptAsync(System.ReadOnlyMemory<byte> data, CancellationToken cancel) => default;
}
