using System;

namespace MigSdk.Host;

/// <summary>How a migration that was not received has ended, and the sentences that say so.</summary>
internal readonly record struct ReceiverFacts(
    bool? Runs, bool MayHaveRun, MigrationState? State, Farewell? Farewell, Guid? Migration)
{
    internal string Describe()
    {
        string state = State?.ToString() ?? "an unknown state";
        string destination = Runs switch
        {
            true => $"The destination runs (in {state}); the source must not be started or reset.",
            false when MayHaveRun =>
                $"The destination (in {state}) does not run, but has run, or may have, on the source's state.",
            false => $"The destination (in {state}) has not run on the source's state, and will not.",
            null =>
                $"It is not known whether the destination (in {state}) runs. The source must not be started before it is "
                + "certainly gone.",
        };
        string source = Farewell?.Side switch
        {
            null when Migration is null => "",
            null => " The sender has not said what it did with the source.",
            RunningSide.Source => " The sender says that the source runs.",
            RunningSide.Destination => " The sender takes the destination for the one that runs.",
            RunningSide.Neither => " The sender says that neither side runs.",
            _ => " The sender does not know which side runs.",
        };
        return destination + source + (Migration is { } id ? $" (Migration {id}.)" : "");
    }
}
