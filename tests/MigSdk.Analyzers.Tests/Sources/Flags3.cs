using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.MigrationState;

[MigrationDriver(MigrationFeatures.P2P)]
public sealed partial class Nic
{
    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    private void Move(ArcContext arc) { }

    [Arc(Stop, StopCopy)]
    private ValueTask<DeviceSaving> BeginSavingAsync(CancellationToken cancel) => new(new DeviceSaving());

    [Arc(StopCopy, Stop)]
    private Task EndSavingAsync(DeviceSaving session) => Task.CompletedTask;

    [Arc(Stop, Resuming)]
    private Task<ResumingSession> BeginResumingAsync() => Task.FromResult<ResumingSession>(new DeviceResuming());

    [Arc(Resuming, Stop)]
    private async ValueTask ApplyAsync(ResumingSession session, CancellationToken cancel) => await Task.Yield();

    [OnReset]
    private void ResetDevice() { }

    [StopCopyLength]
    private long Estimate() => 4096;
}

public sealed class DeviceSaving : SavingSession
{
    protected override ValueTask<int> ProduceAsync(System.Memory<byte> buffer, CancellationToken cancel) => new(0);
}

public sealed class DeviceResuming : ResumingSession
{
    protected override ValueTask AcceptAsync(System.ReadOnlyMemory<byte> data, CancellationToken cancel) => default;
}
