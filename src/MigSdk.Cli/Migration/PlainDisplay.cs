using System;
using System.Diagnostics;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Cli;

/// <summary>Shows a migration as lines, for where there is no terminal.</summary>
internal sealed class PlainDisplay(CliConsole console) : IMigrationDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private MigrationProgress? _last;
    private long _lastLine;

    public Task<T> ShowAsync<T>(string title, Func<Task<T>> activity)
    {
        Say(title);
        return activity();
    }

    public void Say(string line) => console.Line(line);

    // Told on the migration's own flow of control, so one after the other.
    public void Report(MigrationProgress value)
    {
        if (value.Phase != _last?.Phase)
            Say($"  {value.Phase}");
        for (int i = _last?.Requests.Count ?? 0; i < value.Requests.Count; i++)
            Say("    " + MigrationWords.Request(value.Requests[i]));

        bool moves = value.BytesTransferred != (_last?.BytesTransferred ?? 0);
        if (moves && (value.Round != _last?.Round || Stopwatch.GetElapsedTime(_lastLine) >= Interval))
        {
            _lastLine = Stopwatch.GetTimestamp();
            Say("    " + MigrationWords.Transfer(value));
        }

        _last = value;
    }

    public void Show(MigrationOutcome outcome)
    {
        if (outcome.IsMigrated)
            Say(outcome.Message);
        else
            console.Error.Write($"mig: {outcome.Message}\n");
    }
}
