using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>A session that is open in PRE_COPY, and what hosts, driver and arcs do with it.</summary>
public sealed class Saving : Mixture<SavingDriver>
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly TestSession _session;

    public Saving(string kinds)
        : base(kinds) => _session = (TestSession)Driver.SetState(PreCopy)!;

    /// <inheritdoc/>
    public override void Afterwards()
    {
        if (Driver.State is PreCopy or StopCopy)
            Driver.Sessions[^1].CheckOpen();
        else
            Driver.Sessions[^1].CheckClosedOnce();
        Driver.Sessions.SkipLast(1).ToList().ForEach(session => session.CheckClosedOnce());
        base.Afterwards();
        Driver.Sessions[^1].CheckClosedOnce();
    }

    private protected override async Task Act(string kind, string name)
    {
        switch (kind)
        {
            case "Read":
                await UnlessClosed(async () => await _session.ReadAsync(new byte[1]));
                break;
            case "CancelledRead":
                await UnlessClosed(async () => await _session.ReadAsync(new byte[1], _cancel.Token));
                break;
            case "CancelRead":
                _cancel.Cancel();
                break;
            case "Drain":
                await UnlessClosed(DrainAsync);
                break;
            case "Put":
                _session.Put();
                break;
            case "StopCopy":
                await Ledger.TransitionAsync(name, () => new(Driver.SetState(StopCopy)));
                break;
            case "Leave":
                await Ledger.TransitionAsync(name, () => new(Driver.SetState(Running)));
                break;
            case "LeaveAsync":
                await Ledger.TransitionAsync(name, () => Driver.SetStateAsync(Running));
                break;
            default:
                await base.Act(kind, name);
                break;
        }
    }

    // Ends with the first byte, or the stream.
    private async Task DrainAsync()
    {
        while ((await _session.ReadAsync(new byte[1])).Outcome == ReadOutcome.NoDataYet)
            await _session.WaitForDataAsync();
    }

    private async Task UnlessClosed(Func<Task> use)
    {
        try
        {
            await use();
        }
        catch (MigrationException failure) when (failure.Errno == Errno.ENODEV)
        {
            Ledger.Check(_session.IsClosed, "an open session said that it was closed");
        }
        catch (OperationCanceledException)
        {
            Ledger.Check(_cancel.IsCancellationRequested, "a read was cancelled by nobody");
        }
    }
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
