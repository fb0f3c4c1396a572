using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>A handler that fails after it has created a session cannot leak it.</summary>
public sealed class OwnershipTests
{
    [Theory, InlineData(true), InlineData(false)]
    public void What_a_handler_has_created_beside_what_it_returns_is_closed(bool asynchronously)
    {
        var extra = new TestSaving();
        var machine = Machine<MigrationState>.Of(new FullDriver(), asynchronously);
        machine.Driver.OnSession = session =>
        {
            extra = new TestSaving();
            return session;
        };
        Assert.NotNull(machine.Ask(StopCopy));
        Assert.Equal(1, extra.Closures);
        machine.AssertSessionsBalance(SessionKind.Saving);
    }

    [Fact]
    public void What_a_handler_has_created_on_another_thread_is_closed_when_it_fails()
    {
        TestSaving? created = null;
        var machine = Machine<MigrationState>.Of(new AsyncFullDriver(), true);
        machine.Driver.OnArcAsync = async (from, to, _) =>
        {
            if (to != StopCopy)
                return;
            await Task.Run(() => created = new TestSaving());
            throw new MigrationException(Errno.ENOSPC);
        };
        Assert.Equal(Stop, machine.AskInVain(StopCopy).State);
        Assert.Equal(1, created!.Closures);
        Assert.True(created.IsClosed);
    }

    [Fact]
    public void What_a_synchronous_handler_has_created_on_another_thread_is_closed_when_it_fails()
    {
        TestSaving? created = null;
        var driver = new FullDriver();
        driver.OnArc = (_, to) =>
        {
            if (to != StopCopy)
                return;
            Task.Run(() => created = new TestSaving()).Soon().GetAwaiter().GetResult();
            throw new MigrationException(Errno.ENOSPC);
        };
        Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(StopCopy));
        Assert.Equal(1, created!.Closures);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void The_session_of_another_driver_that_a_handler_drives_is_not_its_own(bool asynchronously)
    {
        var inner = Machine<MigrationState>.Of(new FullDriver(), asynchronously);
        var outer = Machine<MigrationState>.Of(new FullDriver(), asynchronously);
        outer.Driver.OnArc = (_, to) =>
        {
            if (to == StopCopy)
                inner.Ask(StopCopy);
        };
        // What the handler creates afterwards is its own again.
        outer.Driver.OnSession = _ => throw new MigrationException(Errno.ENOSPC);
        Assert.Equal(Stop, outer.AskInVain(StopCopy).State);
        Assert.Equal(StopCopy, inner.State);
        inner.AssertSessionsBalance(SessionKind.Saving);
        Assert.Single(outer.Driver.Sessions);
        outer.AssertSessionsBalance(SessionKind.None);
    }

    [Fact]
    public void A_session_that_is_created_outside_of_handlers_is_nobodys_until_it_is_returned()
    {
        var prepared = new TestSaving();
        var driver = new FullDriver { MakeSaving = () => prepared };
        driver.OnSession = _ => throw new FormatException();
        Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(StopCopy));
        Assert.Equal(0, prepared.Closures);
        driver.OnSession = null;
        Assert.Same(prepared, driver.SetState(StopCopy));
        driver.SetState(Stop);
        Assert.Equal(1, prepared.Closures);
    }

    [Fact]
    public void A_session_that_is_created_after_a_transition_is_kept_by_nobody()
    {
        var driver = new FullDriver();
        driver.SetState(PreCopy);
        driver.SetState(PreCopyP2P);
        Assert.True(IsCollected(MakeAndForget()));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference MakeAndForget() => new(new TestSaving());

        static bool IsCollected(WeakReference session)
        {
            GC.Collect();
            return !session.IsAlive;
        }
    }

    [Fact]
    public void A_session_that_was_returned_is_closed_if_an_entry_handler_fails_wherever_it_was_created()
    {
        var prepared = new TestSaving();
        var driver = new HookedDriver { MakeSaving = () => prepared };
        driver.OnBoundary = boundary =>
        {
            if (boundary == "enter Saving")
                throw new FormatException();
        };
        Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(PreCopy));
        Assert.Equal((Running, 1), (driver.State, prepared.Closures));
    }

    [Fact]
    public void A_session_that_a_reset_overtakes_is_closed()
    {
        var machine = Machine<MigrationState>.Of(new FullDriver(), false);
        machine.Driver.OnSession = session =>
        {
            machine.Host.Reset();
            return session;
        };
        Assert.Equal((Errno.ECANCELED, Running), Of(machine.AskInVain(StopCopy)));
        machine.AssertSessionsBalance(SessionKind.None);
    }

    private static (Errno Errno, MigrationState State) Of(TransitionException<MigrationState> failure) =>
        (failure.Errno, failure.State);
}
