using System;
using MigSdk.Host;

namespace MigSdk.Cli;

/// <summary>How a migration has ended, whichever end this is.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Message">What has happened, in words.</param>
/// <param name="RunningSide">Which side runs.</param>
internal sealed record MigrationOutcome(ExitCode Code, string Message, RunningSide RunningSide)
{
    internal bool IsMigrated => Code == ExitCode.Success;

    /// <summary>How many bytes were moved; null where it is not known.</summary>
    internal long? Bytes { get; init; }

    internal int? Rounds { get; init; }

    internal TimeSpan? Downtime { get; init; }

    internal TimeSpan? Elapsed { get; init; }

    /// <summary>What both hosts' reports call the migration; null where there are not two hosts.</summary>
    internal Guid? Migration { get; init; }

    internal MigrationPhase? FailedIn { get; init; }

    internal Errno? Errno { get; init; }

    internal MigrationState? SourceState { get; init; }

    internal MigrationState? DestinationState { get; init; }

    /// <summary>Whether the source could be brought back only by a reset, without what it held.</summary>
    internal bool SourceWasReset { get; init; }

    internal static MigrationOutcome Of(LiveMigrationResult result)
    {
        string leftover = result.SourceStopFailure is { } cause
            ? $" The source is stopped, but did not close its stream: {cause.Message}"
            : "";
        return new MigrationOutcome(
            ExitCode.Success,
            $"Migrated {Amounts.Bytes(result.BytesTransferred)} in {Amounts.Time(result.Elapsed)}, "
            + $"{Amounts.Count(result.Rounds, "round")}, downtime {Amounts.Time(result.Downtime)}. "
            + $"The destination runs, the source is stopped.{leftover}",
            RunningSide.Destination)
        {
            Bytes = result.BytesTransferred,
            Rounds = result.Rounds,
            Downtime = result.Downtime,
            Elapsed = result.Elapsed,
            SourceState = result.SourceState,
        };
    }

    internal static MigrationOutcome Of(LiveMigrationException failure, bool wasInterrupted)
    {
        // What the user has asked for is no failure, as long as it has come out as it should.
        bool isCancelled = wasInterrupted
            && failure is { Errno: MigSdk.Errno.ECANCELED, RunningSide: RunningSide.Source, SourceWasReset: false };
        return new MigrationOutcome(
            isCancelled ? ExitCode.Interrupted : CodeFor(failure.RunningSide),
            isCancelled ? $"Cancelled in {failure.Phase}. The source runs on." : failure.Message,
            failure.RunningSide)
        {
            FailedIn = failure.Phase,
            Errno = failure.Errno,
            SourceState = failure.SourceState,
            DestinationState = failure.DestinationState,
            SourceWasReset = failure.SourceWasReset,
        };
    }

    internal static MigrationOutcome Of(MigrationReceiverResult result)
    {
        string downtime = result.Downtime is { } time ? $", downtime {Amounts.Time(time)}" : "";
        string sender = result.IsKnownToSender
            ? ""
            : " The connection was lost before the sender knew: its source is stopped, and must stay so.";
        return new MigrationOutcome(
            ExitCode.Success,
            $"Received {Amounts.Bytes(result.BytesReceived)} in {Amounts.Time(result.Elapsed)}{downtime}. "
            + $"The destination runs.{sender}",
            RunningSide.Destination)
        {
            Bytes = result.BytesReceived,
            Downtime = result.Downtime,
            Elapsed = result.Elapsed,
            Migration = result.Migration,
        };
    }

    internal static MigrationOutcome Of(MigrationReceiverException failure, bool wasInterrupted)
    {
        RunningSide side = SideOf(failure);
        bool isCancelled = wasInterrupted && failure.Errno == MigSdk.Errno.ECANCELED && side == RunningSide.Source;
        return new MigrationOutcome(isCancelled ? ExitCode.Interrupted : CodeFor(side), failure.Message, side)
        {
            Migration = failure.Migration,
            FailedIn = failure.Phase,
            Errno = failure.Errno,
            DestinationState = failure.DestinationState,
        };
    }

    // Where the destination has provably not worked on the state, the sender's rules bring its source back.
    private static RunningSide SideOf(MigrationReceiverException failure) => failure.DestinationRuns switch
    {
        true => RunningSide.Destination,
        null => RunningSide.Unknown,
        false => failure.SenderReport ?? (failure.MayHaveRun ? RunningSide.Neither : RunningSide.Source),
    };

    private static ExitCode CodeFor(RunningSide side) => side switch
    {
        RunningSide.Source => ExitCode.SourceRuns,
        RunningSide.Destination => ExitCode.DestinationRuns,
        RunningSide.Neither => ExitCode.NeitherRuns,
        _ => ExitCode.UnknownRuns,
    };
}
