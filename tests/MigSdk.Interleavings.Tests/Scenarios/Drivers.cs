using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>What the drivers have in common.</summary>
public abstract class LedgerDriver
{
    internal Ledger Ledger { get; init; } = new();

    /// <summary>The sessions that were opened, the newest last.</summary>
    internal List<TestSession> Sessions { get; } = [];

    private protected TestSession NewSession()
    {
        var session = new TestSession();
        Sessions.Add(session);
        return session;
    }
}

/// <summary>Synchronous handlers without a token: single arcs are taken in place.</summary>
[MigrationDriver(MigrationFeatures.P2P)]
public sealed partial class PlainDriver : LedgerDriver
{
    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    [Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private void Take() => Ledger.Handle();

    [Arc(Stop, StopCopy)]
    private TestSession BeginSaving() => NewSession();

    [Arc(Stop, Resuming)]
    private static ResumingSession BeginResuming() => ResumingSession.Buffered(1);

    [OnReset]
    private void ResetDevice() => Ledger.Reset();
}

/// <summary>Handlers that await in the middle, and look at their tokens.</summary>
[MigrationDriver(MigrationFeatures.P2P)]
public sealed partial class AwaitingDriver : LedgerDriver
{
    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    [Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private async Task TakeAsync(CancellationToken cancel)
    {
        Ledger.Handle(cancel);
        await Task.Yield();
        Ledger.GoOn(cancel);
    }

    [Arc(Stop, StopCopy)]
    private TestSession BeginSaving() => NewSession();

    [Arc(Stop, Resuming)]
    private static ResumingSession BeginResuming() => ResumingSession.Buffered(1);

    [OnReset]
    private void ResetDevice() => Ledger.Reset();
}

/// <summary>As the RFC had it: a failed transition goes back to where it started.</summary>
[StateMachineDriver<Rfc2022State>]
public sealed partial class RestoringDriver : LedgerDriver
{
    [Arc<Rfc2022State>(Rfc2022State.Running, Rfc2022State.RunningP2P), Arc<Rfc2022State>(Rfc2022State.RunningP2P, Rfc2022State.Running)]
    [Arc<Rfc2022State>(Rfc2022State.RunningP2P, Rfc2022State.Stop), Arc<Rfc2022State>(Rfc2022State.Stop, Rfc2022State.RunningP2P)]
    [Arc<Rfc2022State>(Rfc2022State.StopCopy, Rfc2022State.Stop), Arc<Rfc2022State>(Rfc2022State.Resuming, Rfc2022State.Stop)]
    [Arc<Rfc2022State>(Rfc2022State.PreCopy, Rfc2022State.Running), Arc<Rfc2022State>(Rfc2022State.PreCopyP2P, Rfc2022State.RunningP2P)]
    [Arc<Rfc2022State>(Rfc2022State.PreCopy, Rfc2022State.PreCopyP2P), Arc<Rfc2022State>(Rfc2022State.PreCopyP2P, Rfc2022State.PreCopy)]
    [Arc<Rfc2022State>(Rfc2022State.PreCopyP2P, Rfc2022State.StopCopy)]
    private void Take() => Ledger.Handle();

    [Arc<Rfc2022State>(Rfc2022State.Stop, Rfc2022State.StopCopy), Arc<Rfc2022State>(Rfc2022State.Running, Rfc2022State.PreCopy)]
    [Arc<Rfc2022State>(Rfc2022State.RunningP2P, Rfc2022State.PreCopyP2P)]
    private TestSession BeginSaving() => NewSession();

    [Arc<Rfc2022State>(Rfc2022State.Stop, Rfc2022State.Resuming)]
    private static ResumingSession BeginResuming() => ResumingSession.Buffered(1);

    [OnReset]
    private void ResetDevice() => Ledger.Reset();
}

/// <summary>A device that can be saved while it runs.</summary>
[MigrationDriver(MigrationFeatures.PreCopy)]
public sealed partial class SavingDriver : LedgerDriver
{
    [Arc(Running, Stop), Arc(Stop, Running), Arc(PreCopy, StopCopy), Arc(PreCopy, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private void Take() => Ledger.Handle();

    [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
    private TestSession BeginSaving() => NewSession();

    [Arc(Stop, Resuming)]
    private static ResumingSession BeginResuming() => ResumingSession.Buffered(1);

    [OnReset]
    private void ResetDevice() => Ledger.Reset();
}
