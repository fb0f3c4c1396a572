using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using static MigSdk.Rfc2022State;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>The handler of the second arc fails, and the walk goes back to where it started, beside others.</summary>
public sealed class Restoring(string kinds) : Scenario
{
    private readonly RestoringDriver _driver = new();

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Func<Task> Body)> Actors =>
        kinds.Split(' ').Select(kind => (kind, (Func<Task>)(() => Act(kind))));

    /// <inheritdoc/>
    public override void Afterwards()
    {
        _driver.Ledger.Close();
        Ledger.Check(_driver.State is Running or RunningP2P or StopCopy, $"the state is {_driver.State}");
        _driver.Reset();
        Ledger.Check(_driver.State == Running, "the driver is not idle at the end");
    }

    private Task Act(string kind)
    {
        switch (kind)
        {
            case "Walk":
                return _driver.Ledger.TransitionAsync(
                    kind, () => new(_driver.SetState(StopCopy)), during: Faults.AtTheSecond);
            case "Arc":
                return _driver.Ledger.TransitionAsync(kind, () => new(_driver.SetState(RunningP2P)));
            default:
                _driver.Ledger.Reset(kind, _driver.Reset);
                return Task.CompletedTask;
        }
    }
}

/// <summary>As the RFC had it: a failed transition goes back to where it started.</summary>
[StateMachineDriver<Rfc2022State>]
public sealed partial class RestoringDriver : LedgerDriver
{
    [Arc<Rfc2022State>(Running, RunningP2P), Arc<Rfc2022State>(RunningP2P, Running)]
    [Arc<Rfc2022State>(RunningP2P, Stop), Arc<Rfc2022State>(Stop, RunningP2P)]
    [Arc<Rfc2022State>(StopCopy, Stop), Arc<Rfc2022State>(Resuming, Stop)]
    [Arc<Rfc2022State>(PreCopy, Running), Arc<Rfc2022State>(PreCopyP2P, RunningP2P)]
    [Arc<Rfc2022State>(PreCopy, PreCopyP2P), Arc<Rfc2022State>(PreCopyP2P, PreCopy)]
    [Arc<Rfc2022State>(PreCopyP2P, StopCopy)]
    private void Take() => Ledger.Handle();

    [Arc<Rfc2022State>(Stop, StopCopy), Arc<Rfc2022State>(Running, PreCopy)]
    [Arc<Rfc2022State>(RunningP2P, PreCopyP2P)]
    private TestSession BeginSaving() => NewSession();

    [Arc<Rfc2022State>(Stop, Resuming)]
    private static ResumingSession BeginResuming() => ResumingSession.Buffered(1);

    [OnReset]
    private void ResetDevice() => Ledger.Reset();
}
