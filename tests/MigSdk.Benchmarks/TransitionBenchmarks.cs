using System;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace MigSdk.Benchmarks;

/// <summary>Transitions, each beside a hand-written switch and Stateless. One operation is one request of a host.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[HideColumns("Error", "StdDev", "Median")]
public class TransitionBenchmarks
{
    private const int Calls = 1000;

    private readonly HandWritten _hand = new();
    private readonly SharedDriver _shared = new();
    private readonly SingleThreadedDriver _single = new();
    private readonly StatelessMachine _stateless = new();
    // Not constants to the compiler, as the numbers that a host sends are not.
    internal MigrationState There = MigrationState.RunningP2P;
    internal MigrationState Back = MigrationState.Running;

    [BenchmarkCategory("one arc, constant target"), Benchmark(Description = "switch, inlined", OperationsPerInvoke = 2 * Calls)]
    public void ConstantInlined()
    {
        for (int i = 0; i < Calls; i++)
        {
            _hand.SetStateInlined(MigrationState.RunningP2P);
            _hand.SetStateInlined(MigrationState.Running);
        }
    }

    [BenchmarkCategory("one arc, constant target"), Benchmark(Description = "switch, called", Baseline = true, OperationsPerInvoke = 2 * Calls)]
    public void ConstantCalled()
    {
        for (int i = 0; i < Calls; i++)
        {
            _hand.SetState(MigrationState.RunningP2P);
            _hand.SetState(MigrationState.Running);
        }
    }

    [BenchmarkCategory("one arc, constant target"), Benchmark(Description = "switch, called, with try/catch", OperationsPerInvoke = 2 * Calls)]
    public void ConstantGuarded()
    {
        for (int i = 0; i < Calls; i++)
        {
            _hand.SetStateGuarded(MigrationState.RunningP2P);
            _hand.SetStateGuarded(MigrationState.Running);
        }
    }

    [BenchmarkCategory("one arc, constant target"), Benchmark(Description = "switch, called, with try/catch, in a lock", OperationsPerInvoke = 2 * Calls)]
    public void ConstantLocked()
    {
        for (int i = 0; i < Calls; i++)
        {
            _hand.SetStateLocked(MigrationState.RunningP2P);
            _hand.SetStateLocked(MigrationState.Running);
        }
    }

    [BenchmarkCategory("one arc, constant target"), Benchmark(Description = "MigSdk, SingleThreaded", OperationsPerInvoke = 2 * Calls)]
    public void ConstantSingle()
    {
        for (int i = 0; i < Calls; i++)
        {
            _single.SetState(MigrationState.RunningP2P);
            _single.SetState(MigrationState.Running);
        }
    }

    [BenchmarkCategory("one arc, constant target"), Benchmark(Description = "MigSdk, any thread", OperationsPerInvoke = 2 * Calls)]
    public void ConstantShared()
    {
        for (int i = 0; i < Calls; i++)
        {
            _shared.SetState(MigrationState.RunningP2P);
            _shared.SetState(MigrationState.Running);
        }
    }

    [BenchmarkCategory("one arc, constant target"), Benchmark(Description = "Stateless", OperationsPerInvoke = 20)]
    public void ConstantStateless()
    {
        for (int i = 0; i < 10; i++)
        {
            _stateless.Machine.Fire(MigrationState.RunningP2P);
            _stateless.Machine.Fire(MigrationState.Running);
        }
    }

    [BenchmarkCategory("one arc, target from memory"), Benchmark(Description = "switch, inlined", OperationsPerInvoke = 2 * Calls)]
    public void MemoryInlined()
    {
        for (int i = 0; i < Calls; i++)
        {
            _hand.SetStateInlined(There);
            _hand.SetStateInlined(Back);
        }
    }

    [BenchmarkCategory("one arc, target from memory"), Benchmark(Description = "switch, called", Baseline = true, OperationsPerInvoke = 2 * Calls)]
    public void MemoryCalled()
    {
        for (int i = 0; i < Calls; i++)
        {
            _hand.SetState(There);
            _hand.SetState(Back);
        }
    }

    [BenchmarkCategory("one arc, target from memory"), Benchmark(Description = "MigSdk, SingleThreaded", OperationsPerInvoke = 2 * Calls)]
    public void MemorySingle()
    {
        for (int i = 0; i < Calls; i++)
        {
            _single.SetState(There);
            _single.SetState(Back);
        }
    }

    [BenchmarkCategory("one arc, target from memory"), Benchmark(Description = "MigSdk, any thread", OperationsPerInvoke = 2 * Calls)]
    public void MemoryShared()
    {
        for (int i = 0; i < Calls; i++)
        {
            _shared.SetState(There);
            _shared.SetState(Back);
        }
    }

    [BenchmarkCategory("one arc, target from memory"), Benchmark(Description = "Stateless", OperationsPerInvoke = 20)]
    public void MemoryStateless()
    {
        for (int i = 0; i < 10; i++)
        {
            _stateless.Machine.Fire(There);
            _stateless.Machine.Fire(Back);
        }
    }

    // There and back without a session: four steps, two requests.
    [BenchmarkCategory("two-step combination"), Benchmark(Description = "switch, inlined", Baseline = true, OperationsPerInvoke = 2 * Calls)]
    public void CombinationHand()
    {
        for (int i = 0; i < Calls; i++)
        {
            _hand.SetStateInlined(MigrationState.RunningP2P);
            _hand.SetStateInlined(MigrationState.Stop);
            _hand.SetStateInlined(MigrationState.RunningP2P);
            _hand.SetStateInlined(MigrationState.Running);
        }
    }

    [BenchmarkCategory("two-step combination"), Benchmark(Description = "MigSdk, SingleThreaded", OperationsPerInvoke = 2 * Calls)]
    public void CombinationSingle()
    {
        for (int i = 0; i < Calls; i++)
        {
            _single.SetState(MigrationState.Stop);
            _single.SetState(MigrationState.Running);
        }
    }

    [BenchmarkCategory("two-step combination"), Benchmark(Description = "MigSdk, any thread", OperationsPerInvoke = 2 * Calls)]
    public void CombinationShared()
    {
        for (int i = 0; i < Calls; i++)
        {
            _shared.SetState(MigrationState.Stop);
            _shared.SetState(MigrationState.Running);
        }
    }

    [BenchmarkCategory("two-step combination"), Benchmark(Description = "Stateless", OperationsPerInvoke = 2)]
    public void CombinationStateless()
    {
        _stateless.Machine.Fire(MigrationState.RunningP2P);
        _stateless.Machine.Fire(MigrationState.Stop);
        _stateless.Machine.Fire(MigrationState.RunningP2P);
        _stateless.Machine.Fire(MigrationState.Running);
    }

    // PRE_COPY to RESUMING and back: the longest walks of the FSM. Each opens a session and closes the other one.
    [BenchmarkCategory("four-step combination with sessions"), Benchmark(Description = "switch, called, same sessions", Baseline = true, OperationsPerInvoke = 200)]
    public object? FourStepsHand()
    {
        object? session = null;
        _hand.SetState(MigrationState.PreCopy);
        for (int i = 0; i < 100; i++)
        {
            _hand.SetState(MigrationState.Running);
            _hand.SetState(MigrationState.RunningP2P);
            _hand.SetState(MigrationState.Stop);
            _hand.SetState(MigrationState.Resuming);
            session = ResumingSession.Buffered(1);
            _hand.SetState(MigrationState.Stop);
            _hand.SetState(MigrationState.RunningP2P);
            _hand.SetState(MigrationState.Running);
            _hand.SetState(MigrationState.PreCopy);
            session = SavingSession.FromBlock(default(ReadOnlyMemory<byte>));
        }

        _hand.SetState(MigrationState.Running);
        return session;
    }

    [BenchmarkCategory("four-step combination with sessions"), Benchmark(Description = "MigSdk, SingleThreaded", OperationsPerInvoke = 200)]
    public object? FourStepsSingle()
    {
        object? session = null;
        for (int i = 0; i < 100; i++)
        {
            session = _single.SetState(MigrationState.Resuming);
            session = _single.SetState(MigrationState.PreCopy);
        }

        _single.SetState(MigrationState.Running);
        return session;
    }

    [BenchmarkCategory("four-step combination with sessions"), Benchmark(Description = "MigSdk, any thread", OperationsPerInvoke = 200)]
    public object? FourStepsShared()
    {
        object? session = null;
        for (int i = 0; i < 100; i++)
        {
            session = _shared.SetState(MigrationState.Resuming);
            session = _shared.SetState(MigrationState.PreCopy);
        }

        _shared.SetState(MigrationState.Running);
        return session;
    }

    [BenchmarkCategory("refused transition"), Benchmark(Description = "switch, called, throws", Baseline = true)]
    public bool RefusedHand()
    {
        try
        {
            if (!_hand.SetState(MigrationState.Error))
                throw new InvalidOperationException("No transition to Error from Running.");
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    [BenchmarkCategory("refused transition"), Benchmark(Description = "MigSdk, SingleThreaded")]
    public bool RefusedSingle()
    {
        try
        {
            _single.SetState(MigrationState.Error);
            return false;
        }
        catch (MigrationException)
        {
            return true;
        }
    }

    [BenchmarkCategory("refused transition"), Benchmark(Description = "MigSdk, any thread")]
    public bool RefusedShared()
    {
        try
        {
            _shared.SetState(MigrationState.Error);
            return false;
        }
        catch (MigrationException)
        {
            return true;
        }
    }

    [BenchmarkCategory("refused transition"), Benchmark(Description = "Stateless")]
    public bool RefusedStateless()
    {
        try
        {
            _stateless.Machine.Fire(MigrationState.Error);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
