using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.MigrationState;

[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
public partial class Nic
{
    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    [Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy), Arc(PreCopyP2P, StopCopy)]
    private void Move() { }

    [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
    private SavingSession BeginSaving() => new DeviceSaving();

    [Arc(StopCopy, Stop), Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P)]
    private void EndSaving(SavingSession session) { }
}

public partial class Nic
{
    [Arc(Stop, Resuming)]
    private DeviceResuming BeginResuming() => new();

    [Arc(Resuming, Stop)]
    private void Apply(DeviceResuming session) { }
}

public sealed class DeviceSaving : SavingSession
{
    protected override ValueTask<int> ProduceAsync(System.Memory<byte> buffer, CancellationToken cancel) => new(0);
}

public sealed class DeviceResuming : ResumingSession
{
    protected override ValueTask AcceptAsync(System.ReadOnlyMemory<byte> data, CancellationToken cancel) => default;
}
