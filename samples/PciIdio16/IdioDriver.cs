using MigSdk;
using MigSdk.VfioUser;
using static MigSdk.MigrationState;

namespace Samples.PciIdio16;

/// <summary>Makes the card migratable.</summary>
/// <remarks>
/// The card does no DMA at all, so the P2P states cost it nothing; and hosts migrate several devices at once only if all of
/// them have these states. There is so little to save that sending it early (PRE_COPY) would gain nothing.
/// </remarks>
[MigrationDriver(MigrationFeatures.P2P)]
public sealed partial class IdioDriver(IdioCard card, PciDevice pci)
{
    [Arc(Running, RunningP2P), Arc(RunningP2P, Running)]
    private static void DoNothing()
    {
        // There is no DMA to hold back.
    }

    [Arc(RunningP2P, Stop)]
    private void Halt() => card.Stop();

    [Arc(Stop, RunningP2P)]
    private void Start() => card.Start();

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() =>
        SavingSession.FromBlock(() => IdioStateStream.Write(card.State, pci.SaveConfiguration()));

    [Arc(StopCopy, Stop)]
    private static void EndSaving()
    {
        // The SDK closes the session; the card has nothing to do.
    }

    [Arc(Stop, Resuming)]
    private static BufferedResumingSession BeginResuming() => ResumingSession.Buffered(IdioStateStream.Bytes);

    [Arc(Resuming, Stop)]
    private void Apply(BufferedResumingSession session)
    {
        // What can be refused comes first, so that a stream is applied as a whole or not at all.
        (IdioState state, byte[] configuration) = IdioStateStream.Read(session.Data.Span);
        pci.LoadConfiguration(configuration);
        card.Load(state);
    }

    [OnReset]
    private void ResetCard() => card.Reset();

    [StopCopyLength]
    private static long EstimateStopCopy() => IdioStateStream.Bytes;
}
