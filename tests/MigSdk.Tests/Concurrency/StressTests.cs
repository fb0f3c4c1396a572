using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Tests;

/// <summary>Many threads set, reset and read at once; the laws are checked at each step.</summary>
public sealed class StressTests
{
    private static readonly Errno[] Expected = [Errno.EINVAL, Errno.ECANCELED, Errno.EBUSY, Errno.EIO];

    private MigrationSession? _newest;
    private int _answers;
    private int _successes;
    private int _transfers;

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_laws_hold_under_many_threads(bool asynchronousHandlers)
    {
        int rounds = Stress.Rounds(6_000);
        var machine = asynchronousHandlers
            ? Machine<MigrationState>.Of(new AsyncFullDriver(), true)
            : Machine<MigrationState>.Of(new FullDriver(), false);
        var invariants = new Invariants(machine.Driver);
        invariants.Attach(asynchronousHandlers);
        bool done = false;

        Task[] setters =
        [
            Background.Run(() => Set(machine, rounds, 1, _ => machine.Host.SetStateAsync)).Done,
            Background.Run(() => Set(machine, rounds, 2, random => WithCancellation(machine.Host, random))).Done,
            Background.Run(() => Set(machine, rounds, 3, _ => Blocking(machine))).Done,
            Background.Run(() => Set(machine, rounds, 4, _ => Blocking(machine))).Done,
        ];
        Task[] others =
        [
            Background.Run(() => ResetUntil(machine.Host, invariants, () => Volatile.Read(ref done))).Done,
            Background.Run(() => Transfer(invariants, () => Volatile.Read(ref done))).Done,
            Background.Run(() => Transfer(invariants, () => Volatile.Read(ref done))).Done,
        ];
        try
        {
            await Task.WhenAll(setters).WaitAsync(TimeSpan.FromSeconds(60 + (rounds / 100)));
        }
        finally
        {
            Volatile.Write(ref done, true);
        }

        await Task.WhenAll(others).Soon();
        machine.Driver.OnDeviceReset = null;
        machine.Host.Reset();
        Assert.Equal(MigrationState.Running, machine.State);
        Patience.Until(() => machine.Driver.Sessions.All(session => session.Closures == 1));
        Assert.Empty(invariants.Broken);
        Assert.Equal(4 * rounds, _answers);
        // It was not all in vain, or this shows nothing.
        Assert.InRange(_successes, rounds / 2, 4 * rounds);
        Assert.InRange(invariants.Steps, rounds, int.MaxValue);
        Assert.InRange(invariants.Resets, 10, int.MaxValue);
        Assert.NotEqual(0, _transfers);
    }

    [Fact]
    public async Task Arcs_that_are_taken_in_place_follow_on_each_other()
    {
        int rounds = Stress.Rounds(200_000);
        var driver = new ChainDriver();
        int cancelled = 0;
        Task[] callers =
        [
            .. Enumerable.Range(0, 3).Select(seed => Background.Run(() =>
            {
                var random = new Random(seed);
                for (int round = 0; round < rounds; round++)
                {
                    try
                    {
                        driver.SetState(random.Next(2) == 0 ? MigrationState.Running : MigrationState.RunningP2P);
                        if (random.Next(1_000) == 0)
                            driver.Reset();
                    }
                    catch (TransitionException<MigrationState> failure) when (failure.Errno == Errno.ECANCELED)
                    {
                        Interlocked.Increment(ref cancelled);
                    }
                }
            }).Done),
        ];
        await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(60 + (rounds / 1_000)));
        Assert.Equal(0, driver.Gaps);
        Assert.InRange(driver.Calls, rounds, int.MaxValue);
        Assert.InRange(cancelled, 0, rounds);
    }

    private void Set(
        Machine<MigrationState> machine, int rounds, int seed, Func<Random, Func<MigrationState, CancellationToken, ValueTask<MigrationSession?>>> way)
    {
        var random = new Random(seed);
        for (int round = 0; round < rounds; round++)
        {
            var target = (MigrationState)random.Next(1, 8);
            try
            {
                MigrationSession? session = way(random)(target, CancellationToken.None).Soon().GetAwaiter().GetResult();
                if (session is not null)
                    Volatile.Write(ref _newest, session);
                Interlocked.Increment(ref _successes);
            }
            catch (TransitionException<MigrationState> failure)
            {
                Assert.Contains(failure.Errno, Expected);
                Assert.True(Enum.IsDefined(failure.State));
                if (failure.State == MigrationState.Error)
                    Forgive(() => machine.Host.Reset());
            }

            Assert.True(Enum.IsDefined(machine.State));
            Interlocked.Increment(ref _answers);
        }
    }

    private static Func<MigrationState, CancellationToken, ValueTask<MigrationSession?>> WithCancellation(
        IStateMachineDriver<MigrationState> host, Random random) => async (target, _) =>
    {
        using var cancel = new CancellationTokenSource();
        ValueTask<MigrationSession?> answer = host.SetStateAsync(target, cancel.Token);
        if (random.Next(3) == 0)
            cancel.Cancel();
        return await answer;
    };

    private static Func<MigrationState, CancellationToken, ValueTask<MigrationSession?>> Blocking(Machine<MigrationState> machine) =>
        (target, _) => machine.Driver is ISynchronousDriver<MigrationState> driver
            ? new(driver.SetState(target))
            : machine.Host.SetStateAsync(target, CancellationToken.None);

    private static void ResetUntil(IStateMachineDriver<MigrationState> host, Invariants invariants, Func<bool> isDone)
    {
        for (int round = 0; !isDone(); round++)
        {
            // Some steps between two resets, so that transitions get somewhere.
            int steps = invariants.Steps + (round % 20);
            SpinWait.SpinUntil(() => isDone() || invariants.Steps >= steps, TimeSpan.FromSeconds(1));
            if (round % 2 == 0)
                Forgive(host.Reset);
            else
                Forgive(() => host.ResetAsync().Soon().GetAwaiter().GetResult());
        }
    }

    private void Transfer(Invariants invariants, Func<bool> isDone)
    {
        var buffer = new byte[4];
        while (!isDone())
        {
            try
            {
                switch (Volatile.Read(ref _newest))
                {
                    case SavingSession saving:
                        SessionRead read = saving.ReadAsync(buffer).Soon().GetAwaiter().GetResult();
                        invariants.Check((read.Count > 0) == (read.Outcome == ReadOutcome.Bytes), $"{read}");
                        Interlocked.Increment(ref _transfers);
                        break;
                    case ResumingSession resuming:
                        resuming.WriteAsync(buffer).Soon().GetAwaiter().GetResult();
                        Interlocked.Increment(ref _transfers);
                        break;
                }
            }
            catch (MigrationException closed) when (closed.Errno == Errno.ENODEV)
            {
                Thread.Yield();
            }
        }
    }

    // The driver's own reset fails now and then: the state is Error, and somebody resets again.
    private static void Forgive(Action reset)
    {
        try
        {
            reset();
        }
        catch (TransitionException<MigrationState> failure)
        {
            Assert.Equal((Errno.EIO, MigrationState.Error), (failure.Errno, failure.State));
        }
    }
}
