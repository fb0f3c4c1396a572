using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>What must hold when both ends of a migration between two hosts have ended.</summary>
internal static class RemoteLaws
{
    internal static void Judge(
        RemoteSystem system, Task<LiveMigrationResult> sending, Task<MigrationReceiverResult> receiving)
    {
        var sender = sending.Exception?.InnerException as LiveMigrationException;
        var receiver = receiving.Exception?.InnerException as MigrationReceiverException;
        if (sender is null != sending.IsCompletedSuccessfully || receiver is null != receiving.IsCompletedSuccessfully)
        {
            system.Violate(Law.TheErrorIsTrue, $"it failed with {sending.Exception} and {receiving.Exception}");
            return;
        }

        JudgeSender(system, sender);
        JudgeReceiver(system, receiver);
        JudgeBoth(system, sender, receiver, receiving.IsCompletedSuccessfully ? receiving.Result : null);
    }

    private static void JudgeSender(RemoteSystem system, LiveMigrationException? failure)
    {
        ModelDevice source = system.Source;
        if (failure is null)
        {
            if (source.IsRunning || !system.HasDestinationRun)
                system.Violate(Law.SuccessIsTrue, "a migration that succeeded has left another side running");
            return;
        }

        bool isTrue = failure.RunningSide switch
        {
            RunningSide.Source => source.IsRunning && !system.HasDestinationRun,
            RunningSide.Destination => !source.IsRunning && system.HasDestinationRun,
            RunningSide.Neither => !source.IsRunning && !system.Destination.RunsMigrated,
            _ => true,
        };
        if (LossLaws.Judge(system, failure) && !isTrue)
            system.Violate(Law.TheErrorIsTrue, $"the sender says: {failure.Message}");
        bool isOfDestination = failure.RunningSide == RunningSide.Unknown && failure.SourceState is not null;
        if (isOfDestination && !system.Connection.Window.IsOpen)
            system.Violate(Law.UnknownOnlyInTheWindow, $"the sender says: {failure.Message}");
    }

    private static void JudgeReceiver(RemoteSystem system, MigrationReceiverException? failure)
    {
        ModelDevice destination = system.Destination;
        bool? says = failure is null ? true : failure.DestinationRuns;
        // What has become of the destination since it was seen is its own affair.
        bool hasDied = system.HasDestinationRun && destination.State == MigrationState.Error;
        bool isTrue = says is null
            ? destination.IsLost || failure!.RecoveryFailures.Count > 0
            : says == (destination.RunsMigrated || (says == true && hasDied));
        if (!isTrue || (failure is { MayHaveRun: false } && system.HasDestinationRun))
            system.Violate(Law.TheErrorIsTrue, $"the receiver says: {failure?.Message ?? "it runs"} It is the {destination}");
        else if (says == true && destination.Content != ModelDevice.Precious)
            system.Violate(Law.SuccessIsTrue, "the destination runs on another state");
    }

    private static void JudgeBoth(
        RemoteSystem system,
        LiveMigrationException? sender,
        MigrationReceiverException? receiver,
        MigrationReceiverResult? received)
    {
        RunningSide side = sender?.RunningSide ?? RunningSide.Destination;
        bool? runs = receiver is null ? true : receiver.DestinationRuns;
        bool agrees = side switch
        {
            // A receiver may know less than the sender: then it says that its device may have run.
            RunningSide.Source => runs != true,
            // What has become of the destination since is its own affair.
            RunningSide.Destination => runs == true || system.Destination is { IsLost: true } or { State: MigrationState.Error },
            RunningSide.Neither => runs != true,
            _ => true,
        };
        bool knows = received is { IsKnownToSender: true } || receiver?.SenderReport == RunningSide.Destination;
        if (!agrees || (knows && side != RunningSide.Destination))
        {
            system.Violate(
                Law.NoContradiction,
                $"the sender says: {sender?.Message ?? "it runs there"}\nand the receiver: {receiver?.Message ?? "it runs here"}");
        }
    }
}
