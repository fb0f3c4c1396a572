using System.Collections.Generic;
using MigSdk.Testing.Checks;

namespace MigSdk.Testing.Execution;

/// <summary>The checks, in the order in which they run: each after those that it builds on.</summary>
internal static class AllChecks
{
    /// <summary>New ones for a run: some remember what they have seen in it.</summary>
    internal static IReadOnlyList<Check> Create() =>
    [
        new AnswersCheck(),
        new TransitionsCheck(),
        new RefusalsCheck(),
        new SessionsCheck(),
        new ResetCheck(),
        new QuiescenceCheck(),
        new PeerQuiescenceCheck(),
        new ContinuationCheck(),
        new RoundTripCheck(),
        new ChunkingCheck(),
        new ReuseCheck(),
        new RepetitionCheck(),
        new AbandonmentCheck(),
        new PreCopyOutcomesCheck(),
        new PreCopyEstimatesCheck(),
        new PreCopyConvergenceCheck(),
        new TruncationCheck(),
        new ExtensionCheck(),
        new CorruptionCheck(),
        new OrderCheck(),
        new ForeignCheck(),
        new FailuresCheck(),
        new FatalFailuresCheck(),
        new CancellationCheck(),
        new WalksCheck(),
        new ConcurrentWalksCheck(),
        new ResourcesCheck(),
    ];
}
