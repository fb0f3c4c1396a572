using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Engine;

namespace MigSdk.Host.Tests.Fakes;

/// <summary>A driver with every feature over the SDK's own engine, as the generator would write one.</summary>
internal sealed class HandMadeDriver : IMigrationDriver, IAsynchronousSteps<MigrationState>
{
    private static readonly Dictionary<(MigrationState, MigrationState), MigrationState[]> Paths = MakePaths();

    private readonly StateMachineCore<MigrationState> _core =
        new(MigrationState.Running, MigrationState.Error, FailurePolicy.StopWhereFailed, singleThreaded: false);

    private bool _sentInitial;

    public static MigrationFeatures Features =>
        MigrationFeatures.StopCopy | MigrationFeatures.P2P | MigrationFeatures.PreCopy;

    public static TransitionSet<MigrationState> SupportedTransitions { get; } = KernelTable.Supported(Features);

    public MigrationState State => _core.State;

    public long? StopCopyLength => Memory.Length;

    internal byte[] Memory { get; private set; } = new byte[20_000];

    /// <summary>The arc at which the handler fails.</summary>
    internal (MigrationState From, MigrationState To)? FailsAt { get; set; }

    /// <summary>The arc whose handler waits until it is cancelled.</summary>
    internal (MigrationState From, MigrationState To)? HangsAt { get; set; }

    internal Action? OnHang { get; set; }

    public static bool ArcSupported(MigrationState from, MigrationState to) => SupportedTransitions.Contains(from, to);

    public static bool TryGetNextState(MigrationState current, MigrationState target, out MigrationState next)
    {
        ReadOnlySpan<MigrationState> path = GetPath(current, target);
        next = path.IsEmpty ? current : path[0];
        return ArcSupported(current, target);
    }

    public static ReadOnlySpan<MigrationState> GetPath(MigrationState current, MigrationState target) =>
        Paths.GetValueOrDefault((current, target), []);

    public ValueTask<MigrationSession?> SetStateAsync(MigrationState target, CancellationToken cancel = default) =>
        _core.SetStateAsync(this, target, cancel);

    public void Reset() => _core.Reset(this);

    public ValueTask ResetAsync() => _core.ResetAsync(this);

    public ReadOnlySpan<MigrationState> PathOf(MigrationState current, MigrationState target) => GetPath(current, target);

    public SessionKind SessionOf(MigrationState state) => state switch
    {
        MigrationState.PreCopy or MigrationState.PreCopyP2P or MigrationState.StopCopy => SessionKind.Saving,
        MigrationState.Resuming => SessionKind.Resuming,
        _ => SessionKind.None,
    };

    public bool IsPreCopy(MigrationState state) => state is MigrationState.PreCopy or MigrationState.PreCopyP2P;

    public void ResetDevice() => Memory = new byte[Memory.Length];

    public async ValueTask TakeAsync(ArcStep<MigrationState> step)
    {
        await Task.Yield();
        if (FailsAt == (step.From, step.To))
            throw new MigrationException(Errno.EIO, "injected");
        if (HangsAt == (step.From, step.To))
        {
            OnHang?.Invoke();
            await Task.Delay(Timeout.Infinite, step.CancellationToken);
        }

        switch (SessionOf(step.From), SessionOf(step.To))
        {
            case (SessionKind.None, SessionKind.Saving):
                _sentInitial = false;
                step.Open(SavingSession.FromChunks(
                    ProduceAsync, () => new PreCopyInfo(_sentInitial ? 0 : Memory.Length, _sentInitial ? 1 : 0)));
                break;
            case (_, SessionKind.Resuming):
                step.Open(ResumingSession.Buffered(3 * Memory.Length));
                break;
            case (SessionKind.Resuming, _):
                Apply(step.Session<BufferedResumingSession>().Data.Span);
                break;
        }
    }

    // All of the memory while the device runs, so that a pre-copy has something to bring; and once more when it has
    // stopped.
    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ProduceAsync(SavingSession session)
    {
        _sentInitial = true;
        yield return Memory;
        while (session.IsPreCopy)
            yield return default;
        await Task.Yield();
        yield return Memory;
    }

    private void Apply(ReadOnlySpan<byte> data)
    {
        if (data.Length != 2 * Memory.Length)
            throw new MigrationException(Errno.EINVAL, "the stream is not complete");
        data[Memory.Length..].CopyTo(Memory);
    }

    private static Dictionary<(MigrationState, MigrationState), MigrationState[]> MakePaths()
    {
        var paths = new Dictionary<(MigrationState, MigrationState), MigrationState[]>();
        foreach ((MigrationState from, MigrationState to) in KernelTable.Supported(Features))
            paths[(from, to)] = [.. KernelTable.Path(Features, from, to)!];
        return paths;
    }
}
