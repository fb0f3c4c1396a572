using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>Why a transition was refused, failed or was cancelled, in the words that hosts log.</summary>
public sealed class TransitionMessageTests
{
    private readonly FullDriver _driver = new();

    [Fact]
    public void A_pair_without_a_way()
    {
        _driver.SetState(StopCopy);
        Says(
            "StopCopy -> PreCopy failed with EINVAL: this driver has no way there: the pair is blocked, a state belongs to a "
                + "feature that it lacks, or the spec has single arcs only. The driver is in StopCopy.",
            () => _driver.SetState(PreCopy));
    }

    [Fact]
    public void The_error_state()
    {
        Says(
            "Running -> Error failed with EINVAL: Error is entered by a failure and cannot be asked for. The driver is in Running.",
            () => Ask(Error));
        _driver.OnArc = (_, _) => throw new MigrationException(Errno.EIO, "The card is gone.") { Fatal = true };
        Says(
            "Running -> RunningP2P failed with EIO: The card is gone. The driver is in Error.",
            () => _driver.SetState(RunningP2P));
        Says(
            "Error -> Stop failed with EINVAL: only a reset leads out of Error. The driver is in Error.",
            () => _driver.SetState(Stop));
    }

    [Fact]
    public void A_step_that_shares_its_start_or_its_end_with_the_walk()
    {
        MigrationState failing = RunningP2P;
        _driver.OnArc = (_, to) =>
        {
            if (to == failing)
                throw new FormatException("Odd.");
        };
        Says(
            "Running -> Stop failed at Running -> RunningP2P with EIO: Odd. The driver is in Running.",
            () => _driver.SetState(Stop));
        failing = Stop;
        Says(
            "Running -> Stop failed at RunningP2P -> Stop with EIO: Odd. The driver is in RunningP2P.",
            () => _driver.SetState(Stop));
    }

    [Fact]
    public void An_arc_that_opens_no_session()
    {
        _driver.OnSession = _ => null;
        Says(
            "Running -> PreCopy failed with EIO: The handler of Running -> PreCopy returned no session. The driver is in Running.",
            () => _driver.SetState(PreCopy));
    }

    [Fact]
    public void A_session_that_an_arc_cannot_open()
    {
        _driver.SetState(PreCopy);
        var first = (SavingSession)_driver.Sessions[0].Session;
        _driver.SetState(Running);
        _driver.OnSession = _ => first;
        Says(
            "Running -> PreCopy failed with EIO: An arc must open a new session; this one was opened before. The driver is in "
                + "Running.",
            () => _driver.SetState(PreCopy));

        // What a step has created and not opened is closed.
        MigrationSession? closed = null;
        _driver.OnSession = session =>
        {
            closed = session;
            return null;
        };
        Assert.Throws<TransitionException<MigrationState>>(() => _driver.SetState(PreCopy));
        _driver.OnSession = _ => closed;
        Says(
            "Running -> PreCopy failed with EIO: An arc must open a new session; this one is closed. The driver is in Running.",
            () => _driver.SetState(PreCopy));
    }

    [Fact]
    public void A_handler_that_asks_its_own_driver()
    {
        string message = "";
        _driver.OnArc = (_, _) =>
            message = Assert.Throws<TransitionException<MigrationState>>(() => _driver.SetState(Stop)).Message;
        _driver.SetState(RunningP2P);
        Assert.Equal(
            "-> Stop was asked for inside a handler of the same driver, which would wait for itself. Return from the handler first; "
                + "a handler that wants the driver back in its initial state calls Reset.",
            message);
    }

    [Fact]
    public async Task A_handler_that_waits_for_its_own_reset()
    {
        var driver = new AsyncFullDriver();
        string message = "";
        driver.OnArcAsync = async (_, _, _) => message =
            (await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => driver.ResetAsync().Soon())).Message;
        await SaysAsync(
            "Running -> Stop was cancelled by a reset. The driver is in Running.", driver.SetStateAsync(Stop));
        Assert.Equal(
            "A handler cannot wait for the reset of its own driver, which takes effect after it. The reset is asked for all the "
                + "same; call Reset, which does not wait.",
            message);
    }

    [Fact]
    public async Task The_hosts_cancellation()
    {
        await SaysAsync(
            "-> Stop was cancelled before it began.", _driver.SetStateAsync(Stop, new CancellationToken(canceled: true)));
        using var cancel = new CancellationTokenSource();
        _driver.OnArc = (_, _) => cancel.Cancel();
        await SaysAsync(
            "Running -> Stop failed with ECANCELED: the host cancelled it. The driver is in RunningP2P.",
            _driver.SetStateAsync(Stop, cancel.Token));
    }

    [Fact]
    public void A_reset_in_between()
    {
        _driver.OnArc = (_, _) => _driver.Reset();
        var failure = Assert.Throws<TransitionException<MigrationState>>(() => _driver.SetState(Stop));
        Assert.Equal("Running -> Stop was cancelled by a reset. The driver is in Running.", failure.Message);
        Assert.Equal("a reset came in between", failure.InnerException!.Message);
    }

    [Fact]
    public void A_reset_that_fails()
    {
        _driver.OnDeviceReset = () => throw new FormatException("No answer.");
        Says("The driver's own reset failed: No answer. The driver is in Error.", _driver.Reset);
    }

    // Any target: the analyzers know that some of them are refused.
    private void Ask(MigrationState target) => _driver.SetState(target);

    private static void Says(string message, Action act) =>
        Assert.Equal(message, Assert.Throws<TransitionException<MigrationState>>(act).Message);

    private static async Task SaysAsync(string message, ValueTask<MigrationSession?> call) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => call.Soon())).Message);
}
