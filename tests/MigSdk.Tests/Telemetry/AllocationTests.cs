using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>What must not cost a byte on the heap.</summary>
[Collection(ProcessWide.Name)]
public sealed class AllocationTests
{
    private const int Times = 1_000;

    // Written to and never read, so that nothing that is measured can be left out; public, so that nobody knows.
    public static int Sink;

    [Fact]
    public void The_measurement_sees_an_allocation() => Assert.InRange(AllocatedBy(() => Sink += new byte[16].Length), 16, long.MaxValue);

    [Fact]
    public void Answers_cost_nothing() => Assert.Equal(0, AllocatedBy(() => AskAll<FullDriver>()));

    [Fact]
    public void Answers_of_any_spec_cost_nothing() => Assert.Equal(0, AllocatedBy(() =>
    {
        for (byte from = 0; from < 4; from++)
        {
            for (byte to = 0; to < 4; to++)
            {
                Sink += DoorDriver.ArcSupported((DoorState)from, (DoorState)to) ? 1 : 0;
                Sink += DoorDriver.TryGetNextState((DoorState)from, (DoorState)to, out _) ? 1 : 0;
                Sink += DoorDriver.GetPath((DoorState)from, (DoorState)to).Length;
            }
        }
    }));

    [Fact]
    public void SupportedTransitions_is_made_once()
    {
        Assert.Same(FullDriver.SupportedTransitions, FullDriver.SupportedTransitions);
        Assert.Equal(0, AllocatedBy(() => Sink += FullDriver.SupportedTransitions.Count));
    }

    [Fact]
    public void Arcs_without_a_session_cost_nothing()
    {
        var driver = new LeanDriver();
        Assert.Equal(0, AllocatedBy(() =>
        {
            driver.SetState(RunningP2P);
            driver.SetState(Stop);
            driver.SetState(Stop);
            driver.SetState(RunningP2P);
            driver.SetState(Running);
        }));
        Assert.InRange(driver.Calls, 6 * Times, int.MaxValue);
    }

    [Fact]
    public void Combinations_without_a_session_cost_nothing()
    {
        var driver = new LeanDriver();
        Assert.Equal(0, AllocatedBy(() =>
        {
            driver.SetState(Stop);
            driver.SetState(Running);
        }));
        Assert.InRange(driver.Calls, 6 * Times, int.MaxValue);
    }

    [Fact]
    public void Nor_do_they_where_the_driver_is_single_threaded()
    {
        var driver = new LeanSingleThreadedDriver();
        Assert.Equal(0, AllocatedBy(() =>
        {
            driver.SetState(RunningP2P);
            driver.SetState(Running);
            driver.SetState(Stop);
            driver.SetState(Running);
        }));
        Assert.InRange(driver.Calls, 6 * Times, int.MaxValue);
    }

    [Fact]
    public void Arcs_without_a_session_cost_nothing_also_after_one_with_a_session()
    {
        var driver = new LeanDriver();
        Assert.NotNull(driver.SetState(StopCopy));
        driver.SetState(Running);
        driver.Reset();
        Assert.Equal(0, AllocatedBy(() =>
        {
            driver.SetState(Stop);
            driver.SetState(Running);
        }));
    }

    [OptimizedTheory, InlineData(true), InlineData(false)]
    public void Reads_and_writes_of_a_stream_cost_nothing(bool cancellable)
    {
        using var host = new CancellationTokenSource();
        CancellationToken cancel = cancellable ? host.Token : CancellationToken.None;
        var source = new FullDriver { MakeSaving = () => new TestSaving((_, _) => new ValueTask<int>(1)) };
        var saving = (SavingSession)source.SetState(StopCopy)!;
        var resuming = (ResumingSession)new FullDriver().SetState(Resuming)!;
        byte[] buffer = new byte[8];
        Assert.Equal(0, AllocatedBy(() =>
        {
            Sink += saving.ReadAsync(buffer, cancel).GetAwaiter().GetResult().Count;
            resuming.WriteAsync(buffer, cancel).GetAwaiter().GetResult();
        }));
        Assert.InRange(saving.BytesTransferred, Times, long.MaxValue);
    }

    [Fact]
    public void A_reset_while_idle_costs_nothing()
    {
        var driver = new LeanDriver();
        Assert.Equal(0, AllocatedBy(() =>
        {
            driver.SetState(Stop);
            driver.Reset();
        }));
        Assert.Equal(Running, driver.State);
    }

    private static void AskAll<TDriver>()
        where TDriver : IMigrationDriver
    {
        for (uint from = 0; from < 10; from++)
        {
            for (uint to = 0; to < 10; to++)
            {
                Sink += TDriver.ArcSupported((MigrationState)from, (MigrationState)to) ? 1 : 0;
                Sink += TDriver.TryGetNextState((MigrationState)from, (MigrationState)to, out _) ? 1 : 0;
                Sink += TDriver.GetPath((MigrationState)from, (MigrationState)to).Length;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long AllocatedBy(Action action)
    {
        // What is made once (static data, compiled code) is made here.
        action();
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int time = 0; time < Times; time++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
