using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.Rfc2022State;

[StateMachineDriver<Rfc2022State>]
public partial class Nic
{
    [Arc<Rfc2022State>(Running, RunningP2P), Arc<Rfc2022State>(RunningP2P, Running), Arc<Rfc2022State>(RunningP2P, Stop), Arc<Rfc2022State>(Stop, RunningP2P)]
    [Arc<Rfc2022State>(PreCopy, PreCopyP2P), Arc<Rfc2022State>(PreCopyP2P, PreCopy), Arc<Rfc2022State>(PreCopyP2P, StopCopy)]
    private void Move() { }

    [Arc<Rfc2022State>(Stop, StopCopy), Arc<Rfc2022State>(Running, PreCopy), Arc<Rfc2022State>(RunningP2P, PreCopyP2P)]
    private SavingSession BeginSaving() => new DeviceSaving();

    [Arc<Rfc2022State>(StopCopy, Stop), Arc<Rfc2022State>(PreCopy, Running), Arc<Rfc2022State>(PreCopyP2P, RunningP2P)]
    private void EndSaving(SavingSession session) { }
}

public partial class Nic
{
    [Arc<Rfc2022State>(Stop, Resuming)]
    private DeviceResuming BeginResuming() => new();

    [Arc<Rfc2022State>(Resuming, Stop)]
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
