using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace Samples.LiveMigration;

/// <summary>Shows a run as plain lines, for where there is no terminal.</summary>
internal sealed class PlainDisplay : IDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private RunView? _view;
    private MigrationProgress? _last;
    private long _lastLine;

    public Task<T> ShowAsync<T>(RunView view, Func<Task<T>> activity)
    {
        _view = view;
        Say(view.Title);
        return activity();
    }

    public void Say(string line)
    {
        lock (_lock)
            Console.WriteLine(line);
    }

    public void Show(ArcTaken arc) =>
        Say($"    {arc.End,-12}{arc.From} -> {arc.To}  {Figures.Milliseconds(arc.Duration)}"
            + (arc.Failure is null ? "" : $"  FAILED: {arc.Failure}"));

    public void Report(MigrationProgress value)
    {
        lock (_lock)
        {
            if (value.Phase != _last?.Phase)
                Say($"  {value.Phase}");
            for (int i = _last?.Requests.Count ?? 0; i < value.Requests.Count; i++)
            {
                if (value.Requests[i].IsReset)
                    Say($"    {value.Requests[i].End,-12}reset");
            }

            bool transfers = value.BytesTransferred != (_last?.BytesTransferred ?? 0);
            if (transfers && (value.Round != _last?.Round || Stopwatch.GetElapsedTime(_lastLine) >= Interval))
            {
                _lastLine = Stopwatch.GetTimestamp();
                Say($"    round {value.Round}  {Figures.Mebibytes(value.BytesTransferred)}  "
                    + $"{Figures.Rate(value.BytesPerSecond)}  "
                    + $"dirty pages: {DirtyPages()}  downtime: {Figures.Downtime(value)}");
            }

            _last = value;
        }
    }

    public void Show(IReadOnlyList<Claim> claims)
    {
        foreach (Claim claim in claims)
            Say($"  {(claim.Holds ? "proved" : "FAILED"),-8}{claim.Text}: {claim.Evidence}");
    }

    private string DirtyPages() => _view is { } view ? Figures.DirtyPages(view.Source) : "";
}
