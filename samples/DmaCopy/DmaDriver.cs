using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using MigSdk.VfioUser;
using static MigSdk.MigrationState;

namespace Samples.DmaCopy;

/// <summary>
/// Makes the engine migratable, also in the middle of a copy: the destination copies on where the source stopped.
/// </summary>
/// <remarks>
/// In the P2P states the engine may start no DMA to peers. It cannot tell a peer's memory from the guest's, so it starts
/// none at all, which VFIO allows.
/// </remarks>
[MigrationDriver(MigrationFeatures.P2P)]
public sealed partial class DmaDriver(DmaEngine engine, PciDevice pci)
{
    [Arc(Running, RunningP2P)]
    private ValueTask HoldCopyingAsync(CancellationToken cancel) => engine.HoldCopyingAsync(cancel);

    [Arc(RunningP2P, Running)]
    private void ReleaseCopying() => engine.ReleaseCopying();

    [Arc(RunningP2P, Stop)]
    private void Freeze() => engine.Freeze();

    [Arc(Stop, RunningP2P)]
    private void Thaw() => engine.Thaw();

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() =>
        SavingSession.FromBlock(() => DmaStateStream.Write(engine.State, pci.SaveConfiguration()));

    [Arc(StopCopy, Stop)]
    private static void EndSaving()
    {
        // The SDK closes the session; the engine has nothing to do.
    }

    [Arc(Stop, Resuming)]
    private static BufferedResumingSession BeginResuming() => ResumingSession.Buffered(DmaStateStream.Bytes);

    [Arc(Resuming, Stop)]
    private void Apply(BufferedResumingSession session)
    {
        // What can be refused comes first, so that a stream is applied as a whole or not at all.
        (DmaState state, byte[] configuration) = DmaStateStream.Read(session.Data.Span);
        pci.LoadConfiguration(configuration);
        engine.Load(state);
    }

    [OnReset]
    private void ResetEngine() => engine.Reset();

    [StopCopyLength]
    private static long EstimateStopCopy() => DmaStateStream.Bytes;
}
