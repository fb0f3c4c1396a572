using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigSdk.Cli;

/// <summary>Shows a migration as tables that change in place, for a terminal.</summary>
internal sealed class TerminalDisplay(CliConsole console) : IMigrationDisplay
{
    private const int RequestsShown = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private volatile MigrationProgress? _progress;

    public async Task<T> ShowAsync<T>(string title, Func<Task<T>> activity)
    {
        console.Screen.WriteLine(title);
        Task<T> running = activity();
        await console.Screen.Live(Render()).StartAsync(async context =>
        {
            while (!running.IsCompleted)
            {
                await Task.WhenAny(running, Task.Delay(Interval, CancellationToken.None));
                context.UpdateTarget(Render());
            }

            // What came between the last look and the end.
            context.UpdateTarget(Render());
        });
        return await running;
    }

    public void Say(string line) => console.Screen.WriteLine(line);

    public void Report(MigrationProgress value) => _progress = value;

    public void Show(MigrationOutcome outcome)
    {
        string color = outcome.IsMigrated ? "green" : "red";
        console.Screen.MarkupLine($"[{color}]{Markup.Escape(outcome.Message)}[/]");
    }

    private IRenderable Render()
    {
        if (_progress is not { } progress)
            return new Text("It has not begun.");
        Table facts = Tables.Create("Phase", "Round", "Moved", "Rate", "Left", "Downtime").Row(
            progress.Phase.ToString(),
            progress.Round.ToString(),
            Amounts.Bytes(progress.BytesTransferred),
            Amounts.Rate(progress.BytesPerSecond),
            progress.PreCopy is { } left ? Amounts.Bytes(left.InitialBytes + (double)left.DirtyBytes) : "",
            progress.Downtime is { } downtime ? Amounts.Time(downtime) : "");
        return new Rows([facts, .. Requests(progress)]);
    }

    private static IEnumerable<IRenderable> Requests(MigrationProgress progress) => progress.Requests
        .TakeLast(RequestsShown)
        .Select(request => new Text(
            MigrationWords.Request(request),
            new Style(request.Errno == Errno.None ? Color.Default : Color.Red)));
}
