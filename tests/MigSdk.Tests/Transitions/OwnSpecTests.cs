using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.Tests.DoorState;

namespace MigSdk.Tests;

/// <summary>Specs of one's own: without sessions, without an error state, over enums of other sizes.</summary>
public sealed class OwnSpecTests
{
    [Fact]
    public void A_spec_without_sessions_has_transitions_without_a_result()
    {
        Assert.Equal(typeof(void), typeof(DoorDriver).GetMethod(nameof(DoorDriver.SetState))!.ReturnType);
        Assert.Equal(typeof(ValueTask), typeof(DoorDriver).GetMethod(nameof(DoorDriver.SetStateAsync))!.ReturnType);
        Assert.Null(typeof(DoorDriver).GetMember("StopCopyLength") is [var member] ? member : null);
    }

    [Fact]
    public async Task A_host_that_does_not_know_the_type_gets_no_session()
    {
        IStateMachineDriver<DoorState> host = new DoorDriver();
        Assert.Null(await host.SetStateAsync(Locked).Soon());
        Assert.Equal(Locked, host.State);
    }

    [Fact]
    public async Task State_is_right_whatever_the_size_of_the_enum()
    {
        var door = new DoorDriver();
        door.SetState(Locked);
        Assert.Equal(Locked, door.State);
        Assert.Equal(["Open -> Closed", "Closed -> Locked"], door.Log);

        var lamp = new LampDriver();
        Assert.Equal(LampState.Off, lamp.State);
        lamp.SetState(LampState.On);
        Assert.Equal(LampState.On, lamp.State);

        var lift = new LiftDriver();
        Assert.Equal(LiftState.Below, lift.State);
        await lift.SetStateAsync(LiftState.Above).Soon();
        Assert.Equal(LiftState.Above, lift.State);
        Assert.Equal([LiftState.Above], LiftDriver.GetPath(LiftState.Below, LiftState.Above).ToArray());
        Assert.False(LiftDriver.ArcSupported(LiftState.Below, 0));
        lift.Reset();
        Assert.Equal(LiftState.Below, lift.State);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Without_an_error_state_a_fatal_failure_is_an_ordinary_one(bool fatal)
    {
        var stopping = new DoorDriver { OnArc = FailAt(Closed, Locked, fatal) };
        var failure = Assert.Throws<TransitionException<DoorState>>(() => stopping.SetState(Locked));
        Assert.Equal((Errno.ENOSPC, Closed, Closed), (failure.Errno, failure.State, stopping.State));

        var restoring = new RestoringDoorDriver { OnArc = FailAt(Closed, Locked, fatal) };
        failure = Assert.Throws<TransitionException<DoorState>>(() => restoring.SetState(Locked));
        Assert.Equal((Errno.ENOSPC, Open, Open), (failure.Errno, failure.State, restoring.State));
        Assert.Equal(["Open -> Closed", "Closed -> Locked", "Closed -> Open"], restoring.Log);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Without_an_error_state_a_way_back_that_fails_ends_where_it_is(bool fatal)
    {
        var first = new MigrationException(Errno.EBUSY);
        var driver = new RestoringDoorDriver
        {
            OnArc = (from, to) =>
            {
                if (from == Closed)
                    throw to == Locked ? first : new MigrationException(Errno.ENOSPC) { Fatal = fatal };
            },
        };
        var failure = Assert.Throws<TransitionException<DoorState>>(() => driver.SetState(Locked));
        Assert.Equal((Errno.EBUSY, Closed, Closed), (failure.Errno, failure.State, driver.State));
        Assert.Same(first, failure.InnerException);
        driver.OnArc = null;
        driver.SetState(Locked);
        Assert.Equal(Locked, driver.State);
    }

    [Fact]
    public void A_walk_that_cannot_go_back_ends_in_the_error_state_or_without_one_where_it_is()
    {
        var guarded = new GuardedFuseDriver
        {
            OnArc = FailAt(GuardedFuseState.Blowing, GuardedFuseState.Blown, fatal: false),
        };
        var failure = Assert.Throws<TransitionException<GuardedFuseState>>(() => guarded.SetState(GuardedFuseState.Blown));
        Assert.Equal(
            (Errno.ENOSPC, GuardedFuseState.Burnt, GuardedFuseState.Burnt), (failure.Errno, failure.State, guarded.State));

        var plain = new FuseDriver { OnArc = FailAt(FuseState.Blowing, FuseState.Blown, fatal: false) };
        var other = Assert.Throws<TransitionException<FuseState>>(() => plain.SetState(FuseState.Blown));
        Assert.Equal((Errno.ENOSPC, FuseState.Blowing, FuseState.Blowing), (other.Errno, other.State, plain.State));
        plain.OnArc = null;
        plain.SetState(FuseState.Blown);
        Assert.Equal(FuseState.Blown, plain.State);
    }

    [Fact]
    public void Without_an_error_state_a_failed_reset_ends_in_the_initial_one()
    {
        var driver = new DoorDriver { OnDeviceReset = () => throw new FormatException("odd") };
        driver.SetState(Locked);
        var failure = Assert.Throws<TransitionException<DoorState>>(driver.Reset);
        Assert.Equal((Errno.EIO, Locked, Open), (failure.Errno, failure.From, failure.State));
        Assert.Equal(Open, driver.State);
    }

    [Fact]
    public void Each_value_out_of_range_is_refused()
    {
        var driver = new DoorDriver();
        foreach (byte value in new List<byte> { 3, 63, 64, 255 })
        {
            var failure = Assert.Throws<TransitionException<DoorState>>(() => driver.SetState((DoorState)value));
            Assert.Equal((Errno.EINVAL, Open), (failure.Errno, driver.State));
        }
    }

    private static Action<TState, TState> FailAt<TState>(TState from, TState to, bool fatal)
        where TState : struct, Enum => (f, t) =>
    {
        if (f.Equals(from) && t.Equals(to))
            throw new MigrationException(Errno.ENOSPC) { Fatal = fatal };
    };
}
