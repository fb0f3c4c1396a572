using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>The driver's handlers are synchronous.</summary>
public sealed class Plain(string kinds) : Mixture<PlainDriver>(kinds)
{
    private protected override Task Act(string kind, string name)
    {
        switch (kind)
        {
            case "Arc":
                return Ledger.TransitionAsync(name, () => new(Driver.SetState(RunningP2P)));
            case "Walk":
                return Ledger.TransitionAsync(name, () => new(Driver.SetState(TargetOf(name))));
            case "Failing":
                return Ledger.TransitionAsync(name, () => new(Driver.SetState(Stop)), during: Faults.AtTheSecond);
            case "Resetting":
                return Ledger.TransitionAsync(
                    name, () => new(Driver.SetState(Stop)), during: _ => Ledger.Reset(name, Driver.Reset));
            default:
                return base.Act(kind, name);
        }
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
