using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Tests;

/// <summary>A session that counts how often it was closed.</summary>
public interface ITestSession
{
    MigrationSession Session { get; }

    int Closures { get; }
}

/// <summary>A saving session by derivation: the test says what is produced.</summary>
public sealed class TestSaving(Func<Memory<byte>, CancellationToken, ValueTask<int>>? produce = null) : SavingSession, ITestSession
{
    private int _closures;

    public MigrationSession Session => this;

    public int Closures => Volatile.Read(ref _closures);

    public PreCopyInfo Estimate { get; set; }

    public Action? Closed { get; set; }

    public CancellationToken WhileOpen => Closing;

    protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) =>
        produce is null ? new(0) : produce(buffer, cancel);

    protected override PreCopyInfo EstimatePreCopy() => Estimate;

    protected override void OnClosed()
    {
        Interlocked.Increment(ref _closures);
        Closed?.Invoke();
    }
}

/// <summary>A resuming session by derivation: the test says what becomes of the data.</summary>
public sealed class TestResuming(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask>? accept = null)
    : ResumingSession, ITestSession
{
    private int _closures;

    public MigrationSession Session => this;

    public int Closures => Volatile.Read(ref _closures);

    protected override ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel) =>
        accept is null ? default : accept(data, cancel);

    protected override void OnClosed() => Interlocked.Increment(ref _closures);
}
