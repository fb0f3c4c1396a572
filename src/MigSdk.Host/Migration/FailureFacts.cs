namespace MigSdk.Host;

/// <summary>How a failed migration has ended, and the sentence that says so.</summary>
internal readonly record struct FailureFacts(
    RunningSide Side,
    DestinationFate Fate,
    bool SourceWasReset,
    bool SourceMayHaveBeenReset,
    MigrationState? SourceState,
    MigrationState? DestinationState)
{
    private string Source => SourceState?.ToString() ?? "an unknown state";

    private string Destination => DestinationState?.ToString() ?? "an unknown state";

    private string WayBack => SourceState == MigrationState.Error
        ? "Only a reset brings the source back, without what it held."
        : $"Ask the source for Running to have it go on.{Loss}";

    private string Loss =>
        SourceMayHaveBeenReset ? " The source was asked to reset itself, so that what it held may be lost." : "";

    internal string Describe() => Side switch
    {
        RunningSide.Source when SourceWasReset =>
            $"The source runs (in {Source}), but only a reset has brought it back: what it held is lost.",
        RunningSide.Source => $"The source runs (in {Source}); the destination (in {Destination}) has not run.",
        RunningSide.Destination =>
            $"The destination runs (in {Destination}); the source is stopped (in {Source}) and must not be "
            + "started or reset.",
        RunningSide.Neither when Fate == DestinationFate.NeverRan =>
            $"Neither side runs: the source is in {Source}; the destination (in {Destination}) has not run. {WayBack}",
        RunningSide.Neither =>
            $"Neither side runs: the destination (in {Destination}) has run, or may have, and does not any more. The "
            + $"source is in {Source} with all that it held; ask the source for Running only if what the destination did "
            + "may be lost.",
        _ when Fate == DestinationFate.NeverRan =>
            $"It is not known whether the source runs, since it does not answer; the destination (in "
            + $"{Destination}) has not run.{Loss}",
        _ =>
            $"It is not known whether the destination (in {Destination}) runs: it may have begun to, and could not be reset. "
            + $"The source is stopped (in {Source}) and must not be started before the destination is certainly gone.",
    };
}
