using System.Collections.Generic;
using static MigSdk.MigrationState;

namespace MigSdk.Host;

/// <summary>
/// What a live migration asks of its two ends, in QEMU's order for each end's own features. Pure data.
/// </summary>
/// <remarks>
/// <para>
/// Source: the pre-copy begins where there is one (PRE_COPY); when the VM stops, the P2P step comes first where there
/// is one, then STOP, or STOP_COPY where a pre-copy is under way; then STOP_COPY (nothing new after a pre-copy) and,
/// when the destination runs, STOP. Destination: RESUMING at the beginning, then RUNNING, by RUNNING_P2P where there is
/// one.
/// </para>
/// <para>
/// Feature flags that are not known here add nothing to the order, so that devices with a newer spec still migrate.
/// </para>
/// </remarks>
public sealed class MigrationPlan
{
    private MigrationPlan(List<PlannedRequest> requests)
    {
        Requests = requests;
        SourceTransitions = new TransitionSet<MigrationState>(TransitionsOf(MigrationEnd.Source));
        DestinationTransitions = new TransitionSet<MigrationState>(TransitionsOf(MigrationEnd.Destination));
    }

    /// <summary>The requests of a migration in which nothing fails, in their order.</summary>
    public IReadOnlyList<PlannedRequest> Requests { get; }

    /// <summary>Every transition that the source may be asked for, those of recovery included.</summary>
    public TransitionSet<MigrationState> SourceTransitions { get; }

    /// <summary>
    /// Every transition that the destination may be asked for. Its recovery is a reset and needs none.
    /// </summary>
    public TransitionSet<MigrationState> DestinationTransitions { get; }

    /// <summary>Plans a migration.</summary>
    /// <param name="source">What the source supports.</param>
    /// <param name="destination">What the destination supports; need not be the same.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="MigrationException">
    /// EOPNOTSUPP where an end lacks <see cref="MigrationFeatures.StopCopy"/>.
    /// </exception>
    public static MigrationPlan For(MigrationFeatures source, MigrationFeatures destination)
    {
        bool sourceP2P = Has(source, MigrationFeatures.P2P, MigrationEnd.Source);
        bool preCopy = Has(source, MigrationFeatures.PreCopy, MigrationEnd.Source);
        bool destinationP2P = Has(destination, MigrationFeatures.P2P, MigrationEnd.Destination);

        var builder = new Builder();
        builder.Add(MigrationPhase.Setup, MigrationEnd.Destination, Resuming);
        if (preCopy)
            builder.Add(MigrationPhase.PreCopy, MigrationEnd.Source, PreCopy);
        if (sourceP2P)
            builder.Add(MigrationPhase.Stopping, MigrationEnd.Source, preCopy ? PreCopyP2P : RunningP2P);
        builder.Add(MigrationPhase.Stopping, MigrationEnd.Source, preCopy ? StopCopy : Stop);
        builder.Add(MigrationPhase.StopCopy, MigrationEnd.Source, StopCopy);
        if (destinationP2P)
            builder.Add(MigrationPhase.Resuming, MigrationEnd.Destination, RunningP2P);
        builder.Add(MigrationPhase.Resuming, MigrationEnd.Destination, Running);
        builder.Add(MigrationPhase.Completing, MigrationEnd.Source, Stop);
        return new MigrationPlan(builder.Requests);
    }

    /// <summary>The targets that one end is asked for in one phase.</summary>
    internal IEnumerable<PlannedRequest> RequestsOf(MigrationPhase phase, MigrationEnd end)
    {
        foreach (PlannedRequest request in Requests)
        {
            if (request.Phase == phase && request.End == end)
                yield return request;
        }
    }

    private static bool Has(MigrationFeatures features, MigrationFeatures feature, MigrationEnd end) =>
        features.HasFlag(MigrationFeatures.StopCopy)
            ? features.HasFlag(feature)
            : throw new MigrationException(
                Errno.EOPNOTSUPP,
                $"The {end.Name()} cannot migrate: its features are {features}, without the mandatory StopCopy.");

    private IEnumerable<(MigrationState From, MigrationState To)> TransitionsOf(MigrationEnd end)
    {
        MigrationState state = Running;
        foreach (PlannedRequest request in Requests)
        {
            if (request.End != end)
                continue;
            yield return (state, request.Target);
            if (end == MigrationEnd.Source)
            {
                foreach (MigrationState target in Recovery.SourceTargets(state, request.Target))
                    yield return (state, target);
                if (request.Target != Running)
                    yield return (request.Target, Running);
            }

            state = request.Target;
        }
    }

    private sealed class Builder
    {
        private bool _sourceRuns = true;
        private bool _destinationRuns;

        internal List<PlannedRequest> Requests { get; } = [];

        internal void Add(MigrationPhase phase, MigrationEnd end, MigrationState target)
        {
            bool begins = end == MigrationEnd.Source && _sourceRuns && !target.IsRunning();
            bool ends = end == MigrationEnd.Destination && !_destinationRuns && target.IsRunning();
            _sourceRuns &= !begins;
            _destinationRuns |= ends;
            Requests.Add(new PlannedRequest(phase, end, target, begins, ends));
        }
    }
}
