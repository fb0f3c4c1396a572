using System;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Cli;

/// <summary>Shows a migration to scripts: a document a line, of which the last one is the end.</summary>
internal sealed class JsonDisplay(CliConsole console) : IMigrationDisplay
{
    public Task<T> ShowAsync<T>(string title, Func<Task<T>> activity) => activity();

    public void Say(string line) => console.JsonLine(new { Event = "note", Message = line });

    public void Report(MigrationProgress value) => console.JsonLine(new
    {
        Event = "progress",
        value.Phase,
        value.Round,
        Bytes = value.BytesTransferred,
        BytesPerSecond = double.IsFinite(value.BytesPerSecond) ? value.BytesPerSecond : (double?)null,
        Left = value.PreCopy is { } left ? left.InitialBytes + (double)left.DirtyBytes : (double?)null,
        SourceState = StateAfter(value.LastSourceRequest),
        DestinationState = StateAfter(value.LastDestinationRequest),
        DowntimeMilliseconds = value.Downtime?.TotalMilliseconds,
        ElapsedMilliseconds = value.Elapsed.TotalMilliseconds,
    });

    public void Show(MigrationOutcome outcome)
    {
        console.JsonLine(new
        {
            Event = outcome.IsMigrated ? "migrated" : "failed",
            ExitCode = (int)outcome.Code,
            outcome.Message,
            outcome.RunningSide,
            outcome.Migration,
            outcome.Bytes,
            outcome.Rounds,
            DowntimeMilliseconds = outcome.Downtime?.TotalMilliseconds,
            ElapsedMilliseconds = outcome.Elapsed?.TotalMilliseconds,
            FailedIn = outcome.FailedIn,
            Errno = outcome.Errno?.ToString(),
            SourceState = outcome.SourceState?.ToString(),
            outcome.SourceWasReset,
            DestinationState = outcome.DestinationState?.ToString(),
        });
        if (!outcome.IsMigrated)
            console.Error.Write($"mig: {outcome.Message}\n");
    }

    // Where a request has failed, its target says nothing about the state.
    private static string? StateAfter(MigrationRequest? request) =>
        request is { Errno: Errno.None } ? request.Target.ToString() : null;
}
