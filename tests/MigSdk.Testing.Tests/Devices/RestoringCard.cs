using System;
using System.Threading;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>The card under the policy of January 2022: a failed transition goes back to where it began.</summary>
[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy, FailurePolicy = FailurePolicy.RestoreStart)]
internal sealed partial class RestoringCard(CardDevice device) : IDisposable
{
    internal CardDevice Device => device;

    public void Dispose() => device.Dispose();

    [Arc(Running, RunningP2P), Arc(PreCopy, PreCopyP2P)]
    private void SuspendPeer(CancellationToken cancel) => device.SuspendPeer(cancel);

    [Arc(RunningP2P, Running), Arc(PreCopyP2P, PreCopy)]
    private void ResumePeer() => device.ResumePeer();

    [Arc(RunningP2P, Stop), Arc(PreCopyP2P, StopCopy)]
    private void Halt() => device.Halt();

    [Arc(Stop, RunningP2P)]
    private void Start() => device.Start();

    [Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P), Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() => device.BeginSaving();

    [Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P), Arc(StopCopy, Stop)]
    private void EndSaving(ArcContext arc) => device.EndSaving(arc.From);

    [Arc(Stop, Resuming)]
    private CardIntake BeginResuming() => device.BeginResuming();

    [Arc(Resuming, Stop)]
    private void Apply(CardIntake intake) => device.Apply(intake);

    [OnReset]
    private void ResetDevice() => device.Reset();
}
