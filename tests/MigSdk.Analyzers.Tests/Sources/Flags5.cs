using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.MigrationState;

namespace Devices
{
    public static partial class Family<T>
    {
        [MigrationDriver(MigrationFeatures.StopCopy | MigrationFeatures.PreCopy, SingleThreaded = true)]
        private sealed partial class Nic
        {
            [Arc(Running, Stop), Arc(Stop, Running)]
            private static void Move() { }

            [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
            private SavingSession BeginSaving(ArcContext<MigrationState> arc) => new DeviceSaving();

            [Arc(PreCopy, StopCopy), Arc(PreCopy, Running), Arc(StopCopy, Stop)]
            private void GoOn(SavingSession session, ArcContext arc, CancellationToken cancel) { }

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => new DeviceResuming();

            [Arc(Resuming, Stop)]
            private void Apply() { }

            [OnEnter(PreCopy), OnEnter(SessionKind.Saving)]
            private void StartTracking() { }

            [OnExit(SessionKind.Saving)]
            private void StopTracking(SavingSession session) { }

            private void Reset(int queue) { }
        }
    }
}

public sealed class DeviceSaving : SavingSession
{
    protected override ValueTask<int> ProduceAsync(System.Memory<byte> buffer, CancellationToken cancel) => new(0);
}

public sealed class DeviceResuming : ResumingSession
{
    protected override ValueTask AcceptAsync(System.ReadOnlyMemory<byte> data, CancellationToken cancel) => default;
}
