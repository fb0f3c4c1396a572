using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>Exit handlers, the arc's handler and entry handlers: in this order, and one step.</summary>
public sealed class BoundaryHandlerTests
{
    private static readonly Dictionary<(MigrationState From, MigrationState To), string[]> Steps = new()
    {
        [(Running, Stop)] = ["Running -> Stop", "enter Stop"],
        [(Stop, Running)] = ["exit Stop for Running", "Stop -> Running"],
        [(Running, PreCopy)] = ["Running -> PreCopy", "enter Saving"],
        [(PreCopy, Running)] = ["exit PreCopy", "exit Saving by PreCopy", "PreCopy -> Running"],
        [(PreCopy, StopCopy)] = ["exit PreCopy", "PreCopy -> StopCopy", "enter StopCopy"],
        [(Stop, StopCopy)] = ["exit Stop for StopCopy", "Stop -> StopCopy", "enter Saving", "enter StopCopy"],
        [(StopCopy, Stop)] = ["exit Saving by StopCopy", "StopCopy -> Stop", "enter Stop"],
        [(Stop, Resuming)] = ["exit Stop for Resuming", "Stop -> Resuming"],
        [(Resuming, Stop)] = ["exit Resuming", "Resuming -> Stop", "enter Stop"],
    };

    public static TheoryData<string> Forms { get; } = ["SetState", "SetStateAsync", "asynchronous handlers"];

    [Theory, MemberData(nameof(Forms))]
    public void They_run_in_order(string form)
    {
        foreach (((MigrationState from, MigrationState to), string[] calls) in Steps)
        {
            Machine<MigrationState> machine = Create(form).At(from);
            machine.Ask(to);
            Assert.Equal(calls, machine.Driver.Log);
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void If_one_fails_the_step_fails_and_the_rest_does_not_run(string form)
    {
        foreach (((MigrationState from, MigrationState to), string[] calls) in Steps)
        {
            for (int failing = 0; failing < calls.Length; failing++)
            {
                Machine<MigrationState> machine = Create(form).At(from);
                void FailInTurn()
                {
                    if (machine.Driver.Log.Count == failing + 1)
                        throw new MigrationException(Errno.ENOSPC);
                }

                machine.Driver.OnArc = (_, _) => FailInTurn();
                machine.Driver.OnBoundary = _ => FailInTurn();
                TransitionException<MigrationState> failure = machine.AskInVain(to);
                Assert.Equal((Errno.ENOSPC, from), (failure.Errno, failure.State));
                Assert.Equal(from, machine.State);
                Assert.Equal(calls.Take(failing + 1), machine.Driver.Log);
                machine.AssertSessionsBalance(Vfio.SessionOf(from));

                machine.Driver.OnArc = null;
                machine.Driver.OnBoundary = null;
                machine.Ask(to);
                Assert.Equal(to, machine.State);
                machine.AssertSessionsBalance(Vfio.SessionOf(to));
            }
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void A_fatal_boundary_handler_leads_to_Error(string form)
    {
        Machine<MigrationState> machine = Create(form).At(PreCopy);
        machine.Driver.OnBoundary = _ => throw new MigrationException(Errno.EIO) { Fatal = true };
        Assert.Equal(Error, machine.AskInVain(StopCopy).State);
        machine.AssertSessionsBalance(SessionKind.None);
    }

    [Fact]
    public void Boundary_handlers_are_given_the_session_that_is_opened_or_left()
    {
        var driver = new HookedDriver();
        var seen = new List<(MigrationSession? Session, bool Closed)>();
        driver.OnBoundary = boundary =>
        {
            if (boundary.Contains("Saving", StringComparison.Ordinal))
                seen.Add((driver.Given, driver.Given!.IsClosed));
        };
        MigrationSession session = driver.SetState(PreCopy)!;
        driver.SetState(StopCopy);
        driver.SetState(Stop);
        Assert.Equal([(session, false), (session, false)], seen);
        Assert.True(session.IsClosed);
    }

    [Fact]
    public void No_boundary_handler_runs_in_a_reset()
    {
        var driver = new HookedDriver();
        Assert.NotNull(driver.SetState(PreCopy));
        driver.Log.Clear();
        driver.Reset();
        Assert.Equal(["reset"], driver.Log);
    }

    private static Machine<MigrationState> Create(string form) => form switch
    {
        "SetState" => Machine<MigrationState>.Of(new HookedDriver(), false),
        "SetStateAsync" => Machine<MigrationState>.Of(new HookedDriver(), true),
        _ => Machine<MigrationState>.Of(new AsyncHookedDriver(), true),
    };
}
