using System;

namespace Samples.LiveMigration;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    internal required string Driver { get; init; }

    internal required int MemoryMebibytes { get; init; }

    internal required double DirtyMebibytesPerSecond { get; init; }

    /// <summary>0 for a link as fast as the machine.</summary>
    internal required double LinkMebibytesPerSecond { get; init; }

    internal required TimeSpan DowntimeTarget { get; init; }

    internal FaultPoint? FailAt { get; init; }

    internal TimeSpan? CancelAfter { get; init; }

    internal bool IsDisturbed => FailAt is not null || CancelAfter is not null;
}
