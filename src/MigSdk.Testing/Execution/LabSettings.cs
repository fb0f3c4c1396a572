using System;
using System.Collections.Generic;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Execution;

/// <summary>What of the options does not depend on the device's type.</summary>
internal sealed record LabSettings
{
    internal required ulong Seed { get; init; }

    internal required int Effort { get; init; }

    internal required TimeSpan OperationLimit { get; init; }

    /// <summary>How long a device that is to do something may take to begin.</summary>
    internal TimeSpan Patience => OperationLimit / 4;

    internal required TimeSpan QuietTime { get; init; }

    internal required long MaxStreamBytes { get; init; }

    internal required long? MaxBytesAllocatedByStream { get; init; }

    internal required IReadOnlyList<ForeignStream> ForeignStreams { get; init; }

    internal required IReadOnlySet<ConformanceCheck> Skip { get; init; }

    internal required IProgress<CheckResult>? Progress { get; init; }

    internal required Snapshots Snapshots { get; init; }

    internal required bool HasSnapshot { get; init; }

    internal required bool HasWork { get; init; }

    internal required bool HasActivity { get; init; }

    internal required bool HasPeerActivity { get; init; }

    internal required bool HasResources { get; init; }

    internal required bool HasAccesses { get; init; }

    internal static LabSettings Of<TDevice>(ConformanceOptions<TDevice> options)
        where TDevice : class =>
        new()
        {
            Seed = options.Seed,
            Effort = options.Effort,
            OperationLimit = options.OperationLimit,
            QuietTime = options.QuietTime,
            MaxStreamBytes = options.MaxStreamBytes,
            MaxBytesAllocatedByStream = options.MaxBytesAllocatedByStream,
            ForeignStreams = options.ForeignStreams,
            Skip = options.Skip,
            Progress = options.Progress,
            Snapshots = new Snapshots(options.SnapshotComparer),
            HasSnapshot = options.Snapshot is not null,
            HasWork = options.Work is not null,
            HasActivity = options.Activity is not null,
            HasPeerActivity = options.PeerActivity is not null,
            HasResources = options.Resources is not null,
            HasAccesses = options.HookAccesses is not null,
        };
}
