using System;

namespace MigSdk.Host;

/// <summary>How far the sender is, for the receiver's own report.</summary>
internal sealed record ProgressMessage(
    MigrationPhase Phase, int Round, double BytesPerSecond, PreCopyInfo? PreCopy, TimeSpan? Downtime)
{
    private const uint HasPreCopy = 1;
    private const uint HasDowntime = 2;

    internal static ProgressMessage Of(MigrationProgress progress) => new(
        progress.Phase, progress.Round, progress.BytesPerSecond, progress.PreCopy, progress.Downtime);

    internal ReadOnlyMemory<byte> Write() => new PayloadWriter()
        .Add((uint)Phase)
        .Add((uint)Round)
        .Add(BytesPerSecond)
        .Add((PreCopy is null ? 0 : HasPreCopy) | (Downtime is null ? 0 : HasDowntime))
        .Add(PreCopy?.InitialBytes ?? 0)
        .Add(PreCopy?.DirtyBytes ?? 0)
        .Add(Downtime?.Ticks ?? 0)
        .Written;

    /// <exception cref="MigrationException">EPROTO.</exception>
    internal static ProgressMessage Read(PayloadReader payload)
    {
        uint phase = payload.ReadUInt32();
        if (phase > (uint)MigrationPhase.Recovering)
            throw new MigrationException(Errno.EPROTO, $"There is no phase {phase}.");
        int round = (int)Math.Min(payload.ReadUInt32(), int.MaxValue);
        double rate = payload.ReadDouble();
        uint flags = payload.ReadUInt32();
        var preCopy = new PreCopyInfo(payload.ReadInt64(), payload.ReadInt64());
        // What is out of range would break the arithmetic of times at the receiver.
        var downtime = TimeSpan.FromTicks(Math.Clamp(payload.ReadInt64(), 0, TimeSpan.TicksPerDay * 365));
        payload.ExpectEnd();
        return new ProgressMessage(
            (MigrationPhase)phase,
            round,
            double.IsNaN(rate) || rate < 0 ? 0 : rate,
            (flags & HasPreCopy) != 0 ? preCopy : null,
            (flags & HasDowntime) != 0 ? downtime : null);
    }
}
