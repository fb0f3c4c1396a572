using System;
using System.Threading;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>Applies a buffered stream in the arc that leaves RESUMING. Good data is 4 bytes that begin with 42.</summary>
[MigrationDriver]
public sealed partial class ApplyingDriver : TestDriver<MigrationState>, ISynchronousDriver<MigrationState>
{
    public const int MaxBytes = 8;

    /// <summary>What was applied last.</summary>
    public byte[]? Applied { get; private set; }

    [Arc(Stop, Running), Arc(Running, Stop), Arc(StopCopy, Stop)]
    private void Step(ArcContext arc) => Took(arc.From, arc.To, arc.Target);

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() => NewSaving();

    [Arc(Stop, Resuming)]
    private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(MaxBytes);

    [Arc(Resuming, Stop)]
    private void Apply(BufferedResumingSession session, ArcContext arc)
    {
        Took(arc.From, arc.To, arc.Target);
        ReadOnlySpan<byte> data = session.Data.Span;
        if (data.Length != 4 || data[0] != 42)
            throw new MigrationException(Errno.EINVAL, "The state is truncated or not of this device.");
        Applied = data.ToArray();
    }
}

/// <summary>Synchronous handlers that know when they shall stop, and an estimate of the stream.</summary>
[MigrationDriver]
public sealed partial class TokenDriver : TestDriver<MigrationState>, ISynchronousDriver<MigrationState>
{
    /// <summary>Called in every handler of an arc with its token.</summary>
    public Action<CancellationToken>? OnToken { get; set; }

    /// <summary>What the driver estimates.</summary>
    public long Estimate { get; set; }

    [Arc(Stop, Running), Arc(Running, Stop), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private void Step(CancellationToken cancel, ArcContext arc)
    {
        Took(arc.From, arc.To, arc.Target);
        OnToken?.Invoke(cancel);
    }

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving(CancellationToken cancel)
    {
        OnToken?.Invoke(cancel);
        return NewSaving();
    }

    [Arc(Stop, Resuming)]
    private ResumingSession BeginResuming() => NewResuming();

    [StopCopyLength]
    private long EstimateLength() => Estimate;

    [OnReset]
    private void ResetDevice() => WasReset();
}
