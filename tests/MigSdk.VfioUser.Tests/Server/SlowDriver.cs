using System;
using System.Threading;
using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.VfioUser.Tests;

/// <summary>A driver that stops when it is allowed to, and whose stream has data when it is given some.</summary>
[MigrationDriver(MigrationFeatures.PreCopy)]
internal sealed partial class SlowDriver(Board board)
{
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource MayStop { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it takes no notice of a cancellation.</summary>
    public bool IsDeaf { get; init; }

    /// <summary>Completes when the driver has begun to stop.</summary>
    public Task Stopping => _stopping.Task;

    public TrickleSession? Session { get; private set; }

    [Arc(Running, Stop)]
    private async Task StopAsync(CancellationToken cancel)
    {
        _stopping.TrySetResult();
        await MayStop.Task.WaitAsync(IsDeaf ? CancellationToken.None : cancel);
    }

    [Arc(Stop, Running), Arc(StopCopy, Stop), Arc(PreCopy, Running), Arc(PreCopy, StopCopy)]
    private void Move(ArcContext arc)
    {
        if (arc.To == StopCopy)
            Session!.Finish();
    }

    [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
    private TrickleSession Save() => Session = new TrickleSession();

    [Arc(Stop, Resuming)]
    private BufferedResumingSession Resume() => ResumingSession.Buffered(64);

    [Arc(Resuming, Stop)]
    private void Apply(BufferedResumingSession session) => board.Value = (ulong)session.Data.Length;

    [OnReset]
    private void PowerOn() => board.Value = 0;
}

/// <summary>A stream of single bytes: as many as it was given.</summary>
internal sealed class TrickleSession : SavingSession
{
    private int _available;
    private volatile bool _isFinished;

    internal void Give(int bytes)
    {
        Interlocked.Add(ref _available, bytes);
        NotifyData();
    }

    internal void Finish() => _isFinished = true;

    protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        if (Volatile.Read(ref _available) == 0)
            return new ValueTask<int>(0);
        Interlocked.Decrement(ref _available);
        buffer.Span[0] = _isFinished ? (byte)2 : (byte)1;
        return new ValueTask<int>(1);
    }

    protected override PreCopyInfo EstimatePreCopy() => new(Volatile.Read(ref _available), 3);
}
