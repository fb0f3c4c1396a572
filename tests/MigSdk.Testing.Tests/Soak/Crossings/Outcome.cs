using System.Linq;
using MigSdk.Host;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>What was said about one migration: by whoever drove it, and by the receiver where there was one.</summary>
internal sealed record Outcome(
    LiveMigrationResult? Result,
    LiveMigrationException? Failure,
    MigrationReceiverResult? Received,
    MigrationReceiverException? ReceiverFailure)
{
    /// <summary>Which side runs, by the words.</summary>
    internal RunningSide Side => Failure?.RunningSide ?? RunningSide.Destination;

    /// <summary>Whether anybody says that the guest goes on at the destination.</summary>
    internal bool HasDestinationRun =>
        Side == RunningSide.Destination || Received is not null || ReceiverFailure?.DestinationRuns == true;

    /// <summary>Whether the words say that what the destination did may be lost.</summary>
    internal bool MayLoseDestinationsWork => Side == RunningSide.Neither && ReceiverFailure is { MayHaveRun: true };

    /// <summary>Whether the fault has come to pass, and not the end of the migration before it.</summary>
    internal bool IsDisturbed { get; init; }

    /// <summary>The state of the source, by the words; null where they do not say.</summary>
    internal MigrationState? SourceState => Failure is null ? Result!.SourceState : Failure.SourceState;

    /// <summary>The state of the destination, by the words; null where they do not say.</summary>
    internal MigrationState? DestinationState => Failure is null ? MigrationState.Running : Failure.DestinationState;

    /// <summary>Whether the source was asked to reset itself, which loses what it holds.</summary>
    internal bool HasResetSource =>
        Failure is not null && Failure.Requests.Any(request => request.IsReset && request.End == MigrationEnd.Source);

    public override string ToString()
    {
        string sender = Failure is null
            ? $"succeeded{(Result!.SourceStopFailure is { } cause ? $", but {cause.Message}" : "")}"
            : $"{Failure.Errno}, {Failure.RunningSide} runs: {Failure.Message}";
        string receiver = (Received, ReceiverFailure) switch
        {
            ({ IsKnownToSender: false }, _) => "; the receiver succeeded, and the sender does not know",
            ({ }, _) => "; the receiver succeeded",
            (_, { } failure) => $"; the receiver {failure.Errno}: {failure.Message}",
            _ => "",
        };
        return sender + receiver;
    }

    /// <summary>Every request and every failure after the first, a line each.</summary>
    internal string Details()
    {
        var requests = (Failure?.Requests ?? Result!.Requests).Select(request =>
            $"    {request.End}, {Say(request)}");
        var receiver = (ReceiverFailure?.Requests ?? Received?.Requests ?? []).Select(request =>
            $"    receiver, {Say(request)}");
        var failures = (Failure?.RecoveryFailures ?? []).Concat(ReceiverFailure?.RecoveryFailures ?? [])
            .Select(failure => $"    then {failure.Message}");
        return string.Join('\n', requests.Concat(receiver).Concat(failures));
    }

    private static string Say(MigrationRequest request) =>
        $"{request.Phase}: {request.From} -> {(request.IsReset ? "reset" : request.Target)}: {request.Errno}";
}
