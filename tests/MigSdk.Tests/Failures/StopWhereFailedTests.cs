using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>The default policy: every pair, every failing step, every way to fail.</summary>
public sealed class StopWhereFailedTests
{
    public static TheoryData<string> Forms => Vfio.AllForms;

    [Theory, MemberData(nameof(Forms))]
    public void The_state_is_the_last_one_that_was_reached(string form)
    {
        foreach (OracleRow row in Vfio.RowsOf(form).Where(row => row.IsSupported && row.Current != row.Target))
        {
            List<(MigrationState From, MigrationState To)> arcs = Vfio.Arcs(row.Current, row.Path.Skip(1));
            for (int step = 0; step < arcs.Count; step++)
            {
                foreach (Fault fault in Fault.OfAnyHandler)
                    Verify(form, row, arcs, step, fault);
                if (!Vfio.Opens(arcs[step].From, arcs[step].To))
                    continue;
                foreach (Fault fault in Fault.OfOpeningHandler)
                    Verify(form, row, arcs, step, fault);
            }
        }
    }

    private static void Verify(
        string form, OracleRow row, List<(MigrationState From, MigrationState To)> arcs, int step, Fault fault)
    {
        Machine<MigrationState> machine = Vfio.Create(form).At(row.Current);
        Exception? thrown = null;
        (MigrationState From, MigrationState To) failing = arcs[step];
        if (fault.AfterSession)
        {
            machine.Driver.OnSession = _ => fault.Throw is null ? null : throw (thrown = fault.Throw());
        }
        else
        {
            machine.Driver.OnArc = (from, to) =>
            {
                if ((from, to) == failing)
                    throw thrown = fault.Throw!();
            };
        }

        TransitionException<MigrationState> failure = machine.AskInVain(row.Target);

        MigrationState left = fault.Fatal ? Error : failing.From;
        string what = $"{row.Current} -> {row.Target}, {fault.Name} at {failing}";
        Assert.True(left == failure.State, what);
        Assert.True(left == machine.State, what);
        Assert.True((row.Current, row.Target) == (failure.From, failure.Target), what);
        Assert.True(fault.Errno == failure.Errno, what);
        if (thrown is not null)
            Assert.True(ReferenceEquals(thrown, failure.InnerException), what);
        Assert.Equal(arcs.Take(step + 1), machine.StepsTaken());
        machine.AssertSessionsBalance(fault.Fatal ? SessionKind.None : Vfio.SessionOf(left));

        machine.Driver.OnArc = null;
        machine.Driver.OnSession = null;
        if (fault.Fatal)
            machine.Host.Reset();
        machine.Ask(row.Target);
        Assert.Equal(row.Target, machine.State);
        machine.AssertSessionsBalance(Vfio.SessionOf(row.Target));
    }

    [Theory, MemberData(nameof(Forms))]
    public void A_session_that_was_opened_before_is_refused(string form)
    {
        Machine<MigrationState> machine = Vfio.Create(form);
        MigrationSession first = machine.Ask(StopCopy)!;
        machine.Ask(Stop);
        machine.Driver.OnSession = _ => first;
        Assert.Equal((Errno.EIO, Stop), Pair(machine.AskInVain(StopCopy)));
        machine.AssertSessionsBalance(SessionKind.None);

        machine.Driver.OnSession = null;
        Assert.NotSame(first, machine.Ask(StopCopy));
        machine.AssertSessionsBalance(SessionKind.Saving);
    }

    [Theory, MemberData(nameof(Forms))]
    public void Another_drivers_open_session_is_refused_and_left_alone(string form)
    {
        Machine<MigrationState> other = Vfio.Create(form);
        MigrationSession foreign = other.Ask(StopCopy)!;
        Machine<MigrationState> machine = Vfio.Create(form);
        machine.Driver.OnSession = _ => foreign;
        Assert.Equal((Errno.EIO, Stop), Pair(machine.AskInVain(StopCopy)));
        other.AssertSessionsBalance(SessionKind.Saving);
        machine.AssertSessionsBalance(SessionKind.None);
    }

    [Theory, MemberData(nameof(Forms))]
    public void The_message_names_the_step_the_errno_the_cause_and_the_state(string form)
    {
        Machine<MigrationState> machine = Vfio.Create(form);
        machine.Driver.OnArc = (from, _) =>
        {
            if (from == Stop)
                throw new MigrationException(Errno.EBUSY, "The firmware sulks.");
        };
        string message = machine.AskInVain(StopCopy).Message;
        Assert.Equal(
            "Running -> StopCopy failed at Stop -> StopCopy with EBUSY: The firmware sulks. The driver is in Stop.", message);
    }

    private static (Errno Errno, MigrationState State) Pair(TransitionException<MigrationState> failure) =>
        (failure.Errno, failure.State);
}
