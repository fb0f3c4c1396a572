using System.Threading;
using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>The driver's handlers are asynchronous.</summary>
public sealed class Awaiting(string kinds) : Mixture<AwaitingDriver>(kinds);

/// <summary>As <see cref="Awaiting"/>, where it is watched that nobody overtakes.</summary>
public sealed class Queueing : Mixture<AwaitingDriver>
{
    public Queueing(string kinds)
        : base(kinds) => Driver = new AwaitingDriver { Ledger = new Ledger { WatchesOrder = true } };
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
