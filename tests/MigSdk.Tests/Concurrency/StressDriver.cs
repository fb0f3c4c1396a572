using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Tests;

/// <summary>Watches a driver from inside its handlers while many threads use it.</summary>
internal sealed class Invariants(TestDriver<MigrationState> driver)
{
    private readonly IStateMachineDriver<MigrationState> _host = (IStateMachineDriver<MigrationState>)(object)driver;
    private readonly Random _random = new(7);
    private int _inside;

    /// <summary>What did not hold.</summary>
    internal ConcurrentQueue<string> Broken { get; } = new();

    /// <summary>How many steps handlers have seen.</summary>
    internal int Steps { get; private set; }

    /// <summary>How many resets the driver has seen.</summary>
    internal int Resets { get; private set; }

    internal void Attach(bool asynchronousHandlers)
    {
        driver.MakeSaving = () => new StressSaving(this);
        driver.MakeResuming = () => new StressResuming(this);
        driver.OnDeviceReset = WhileReset;
        driver.OnArc = (from, to) =>
        {
            Enter(from, to);
            if (!asynchronousHandlers)
                Leave(from);
        };
        driver.OnArcAsync = async (from, _, cancel) =>
        {
            try
            {
                if (from == MigrationState.Stop)
                    await Task.Delay(0, cancel);
                else
                    await Task.Yield();
            }
            finally
            {
                Leave(from);
            }
        };
    }

    internal void Check(bool holds, string what)
    {
        if (!holds)
            Broken.Enqueue(what);
    }

    private void Enter(MigrationState from, MigrationState to)
    {
        Check(Interlocked.Increment(ref _inside) == 1, "two handlers at once");
        Check(_host.State == from, $"{from} -> {to} taken in {_host.State}");
        CheckSession(from);
        Steps++;
        driver.Log.Clear();
        driver.Steps.Clear();
    }

    private void Leave(MigrationState from)
    {
        int luck = _random.Next(100);
        CheckSession(from);
        Check(_host.State == from, $"the state changed to {_host.State} while a handler of {from} ran");
        Check(Interlocked.Decrement(ref _inside) == 0, "two handlers at once at the end");
        if (luck < 3)
            throw new MigrationException(Errno.EBUSY);
        if (luck < 4)
            throw new MigrationException(Errno.EIO) { Fatal = true };
    }

    private void WhileReset()
    {
        Check(Interlocked.Increment(ref _inside) == 1, "a reset beside a handler");
        Check(driver.Sessions.TrueForAll(session => session.Session.IsClosed), "a session is open in a reset");
        Resets++;
        Check(Interlocked.Decrement(ref _inside) == 0, "a handler beside a reset");
        if (_random.Next(50) == 0)
            throw new FormatException("the reset fails for once");
    }

    // While an arc of its group is taken the newest session is open, and no read or write is in it.
    private void CheckSession(MigrationState state)
    {
        if (Vfio.SessionOf(state) == SessionKind.None)
            return;
        ITestSession newest = driver.Sessions[^1];
        Check(newest.Session.Kind == Vfio.SessionOf(state), $"the session of {state} is of the wrong kind");
        Check(!newest.Session.IsClosed, $"the session of {state} is closed");
        Check(((IBusySession)newest).Busy == 0, $"the host is in the session beside an arc of {state}");
    }

    private interface IBusySession
    {
        int Busy { get; }
    }

    private sealed class StressSaving(Invariants invariants) : SavingSession, ITestSession, IBusySession
    {
        private int _busy;
        private int _closures;

        public MigrationSession Session => this;

        public int Closures => _closures;

        public int Busy => Volatile.Read(ref _busy);

        protected override async ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
        {
            invariants.Check(Interlocked.Increment(ref _busy) == 1, "two reads at once");
            invariants.Check(_closures == 0, "a read in a released session");
            await Task.Yield();
            Interlocked.Decrement(ref _busy);
            return BytesTransferred % 3 == 2 ? 0 : 1;
        }

        protected override void OnClosed()
        {
            invariants.Check(Busy == 0, "a session is released while a read is in it");
            Interlocked.Increment(ref _closures);
        }
    }

    private sealed class StressResuming(Invariants invariants) : ResumingSession, ITestSession, IBusySession
    {
        private int _busy;
        private int _closures;

        public MigrationSession Session => this;

        public int Closures => _closures;

        public int Busy => Volatile.Read(ref _busy);

        protected override async ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
        {
            invariants.Check(Interlocked.Increment(ref _busy) == 1, "two writes at once");
            await Task.Yield();
            Interlocked.Decrement(ref _busy);
        }

        protected override void OnClosed()
        {
            invariants.Check(Busy == 0, "a session is released while a write is in it");
            Interlocked.Increment(ref _closures);
        }
    }
}
