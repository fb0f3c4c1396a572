using MigSdk.Host;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>Holds what was said of a migration against the devices, at the moment when it was said.</summary>
/// <remarks>
/// The words may be false of a device that somebody else has reset, and old of one whose connection is lost: that one's
/// server abandons what it finds.
/// </remarks>
internal static class Words
{
    internal static void Check(Outcome outcome, SoakDevice source, SoakDevice destination, Fault fault)
    {
        if (source.Device.IsWorking && destination.Device.IsWorking)
            throw new SoakException("Both devices work.", outcome);
        if ((source.Violation ?? destination.Violation) is { } violation)
            throw new SoakException(violation, outcome);
        if (source.WasRobbed || destination.WasRobbed)
            return;

        bool isConnectionLost = fault.Kind is FaultKind.SocketCut or FaultKind.ServerVanishes;
        if (!(isConnectionLost && fault.End == MigrationEnd.Source))
            CheckState("source", outcome.SourceState, source, outcome);
        if (!(isConnectionLost && fault.End == MigrationEnd.Destination))
            CheckState("destination", outcome.DestinationState, destination, outcome);
        CheckSides(outcome, source, destination);
        CheckReceiver(outcome, destination);
    }

    private static void CheckState(string name, MigrationState? said, SoakDevice device, Outcome outcome)
    {
        if (said is { } state && state != device.Driver.State)
            throw new SoakException($"The {name} is said to be in {state} and is in {device.Driver.State}.", outcome);
    }

    private static void CheckSides(Outcome outcome, SoakDevice source, SoakDevice destination)
    {
        bool sourceWorks = source.Device.IsWorking;
        bool destinationWorks = destination.Device.IsWorking;
        bool isTrue = outcome.Side switch
        {
            RunningSide.Source => (sourceWorks || outcome.Failure!.SourceWasReset) && !destinationWorks,
            RunningSide.Destination => destinationWorks && !source.Device.IsRunning,
            RunningSide.Neither => !sourceWorks && !destinationWorks,
            _ => true,
        };
        if (!isTrue)
        {
            throw new SoakException(
                $"'{outcome.Side}' is said to run; source: {Say(source)}, destination: {Say(destination)}.", outcome);
        }
    }

    private static void CheckReceiver(Outcome outcome, SoakDevice destination)
    {
        bool? said = outcome.Received is not null ? true : outcome.ReceiverFailure?.DestinationRuns;
        if (said is { } runs && runs != destination.Device.IsWorking)
            throw new SoakException($"The receiver says {runs}; destination: {Say(destination)}.", outcome);
    }

    internal static string Say(SoakDevice device) =>
        $"{device.Driver.State}, {(device.HoldsJob ? "with the job" : "empty")}, "
        + $"{(device.Device.IsWorking ? "working" : device.Device.IsRunning ? "idle" : "stopped")}";
}
