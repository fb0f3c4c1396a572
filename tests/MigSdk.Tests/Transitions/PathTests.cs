using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>Every (state, target) pair of every driver, carried out: against the kernel's table.</summary>
public sealed class PathTests
{
    public static TheoryData<string> Forms => Vfio.AllForms;

    [Theory, MemberData(nameof(Forms))]
    public void A_transition_takes_the_kernels_path_step_by_step(string form)
    {
        foreach (OracleRow row in Vfio.RowsOf(form).Where(row => row.IsSupported))
        {
            Machine<MigrationState> machine = Vfio.Create(form).At(row.Current);
            List<(MigrationState From, MigrationState To)> arcs = Vfio.Arcs(row.Current, row.Path.Skip(1));
            ITestSession? before = machine.Driver.Sessions.LastOrDefault(session => session.Closures == 0);

            MigrationSession? result = machine.Ask(row.Target);

            Assert.Equal(arcs, machine.StepsTaken());
            Assert.All(machine.Driver.Steps, step => Assert.Equal(step.From, step.State));
            Assert.All(machine.Driver.Steps, step => Assert.Equal(row.Target, step.Target));
            Assert.Equal(row.Target, machine.State);
            machine.AssertSessionsBalance(Vfio.SessionOf(row.Target));
            if (arcs.Any(arc => Vfio.Opens(arc.From, arc.To)))
            {
                Assert.NotNull(result);
                Assert.Same(machine.Driver.Sessions[^1].Session, result);
                Assert.False(result.IsClosed);
                Assert.Equal(Vfio.SessionOf(row.Target), result.Kind);
            }
            else
            {
                Assert.Null(result);
                if (Vfio.SessionOf(row.Target) != SessionKind.None)
                    Assert.Equal(0, before!.Closures);
            }
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void A_state_onto_itself_does_nothing(string form)
    {
        foreach (MigrationState state in Vfio.StatesOf(form))
        {
            Machine<MigrationState> machine = Vfio.Create(form).At(state);
            Assert.Null(machine.Ask(state));
            Assert.Empty(machine.Driver.Log);
            Assert.Equal(state, machine.State);
            machine.AssertSessionsBalance(Vfio.SessionOf(state));
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void An_unsupported_transition_is_EINVAL_and_changes_nothing(string form)
    {
        IEnumerable<MigrationState> targets = [.. Enum.GetValues<MigrationState>(), (MigrationState)8, (MigrationState)uint.MaxValue];
        foreach (MigrationState state in Vfio.StatesOf(form))
        {
            foreach (MigrationState target in targets)
            {
                if (Vfio.RowsOf(form).Any(row => row.Current == state && row.Target == target && row.IsSupported))
                    continue;
                Machine<MigrationState> machine = Vfio.Create(form).At(state);
                TransitionException<MigrationState> failure = machine.AskInVain(target);
                Assert.Equal(
                    (Errno.EINVAL, state, target, state), (failure.Errno, failure.From, failure.Target, failure.State));
                Assert.Equal(state, machine.State);
                Assert.Empty(machine.Driver.Log);
                machine.AssertSessionsBalance(Vfio.SessionOf(state));
            }
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Error_is_entered_by_a_fatal_failure_only_and_left_by_reset_only(string form)
    {
        Machine<MigrationState> machine = Vfio.Create(form);
        Assert.Equal(Errno.EINVAL, machine.AskInVain(Error).Errno);
        Assert.Equal(Running, machine.State);

        machine.Driver.OnArc = (_, _) => throw new MigrationException(Errno.EIO) { Fatal = true };
        Assert.Equal(Error, machine.AskInVain(Stop).State);
        machine.Driver.OnArc = null;
        machine.Driver.Log.Clear();
        foreach (MigrationState target in Enum.GetValues<MigrationState>())
        {
            TransitionException<MigrationState> failure = machine.AskInVain(target);
            Assert.Equal((Errno.EINVAL, Error), (failure.Errno, failure.State));
            Assert.Contains("reset", failure.Message);
        }

        Assert.Empty(machine.Driver.Log);
        machine.Host.Reset();
        Assert.Equal(Running, machine.State);
        machine.Ask(Stop);
        Assert.Equal(Stop, machine.State);
    }

    [Theory, MemberData(nameof(Forms))]
    public void Reset_leads_from_every_state_to_Running_with_the_session_closed(string form)
    {
        foreach (MigrationState state in Vfio.StatesOf(form))
        {
            Machine<MigrationState> machine = Vfio.Create(form).At(state);
            MigrationState? seen = null;
            machine.Driver.OnDeviceReset = () =>
            {
                seen = machine.State;
                machine.AssertSessionsBalance(SessionKind.None);
            };
            machine.Host.Reset();
            Assert.Equal(Running, machine.State);
            Assert.Equal(state, seen);
            Assert.Equal(["reset"], machine.Driver.Log);
        }
    }
}
