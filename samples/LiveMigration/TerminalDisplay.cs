using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using MigSdk.Host;
using Samples.Devices;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Samples.LiveMigration;

/// <summary>Shows a run as a table that changes in place, for a terminal.</summary>
internal sealed class TerminalDisplay(IAnsiConsole console) : IDisplay
{
    private const int EventsShown = 14;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(80);

    private readonly Lock _lock = new();
    private readonly List<string> _events = [];
    private MigrationProgress? _progress;
    private int _requestsSeen;

    public async Task<T> ShowAsync<T>(RunView view, Func<Task<T>> activity)
    {
        Task<T> running = activity();
        await console.Live(Render(view)).StartAsync(async context =>
        {
            while (!running.IsCompleted)
            {
                await Task.WhenAny(running, Task.Delay(Interval));
                context.UpdateTarget(Render(view));
            }
        });
        return await running;
    }

    public void Say(string line) => console.WriteLine(line);

    public void Show(ArcTaken arc)
    {
        string text = Markup.Escape($"{arc.End,-12}{arc.From} -> {arc.To}");
        string time = Markup.Escape(Figures.Milliseconds(arc.Duration));
        AddEvent(arc.Failure is null
            ? $"{text}  [grey]{time}[/]"
            : $"[red]{text}  {Markup.Escape(arc.Failure)}[/]");
    }

    public void Report(MigrationProgress value)
    {
        lock (_lock)
        {
            _progress = value;
            for (; _requestsSeen < value.Requests.Count; _requestsSeen++)
            {
                if (value.Requests[_requestsSeen].IsReset)
                    AddEvent($"[yellow]{value.Requests[_requestsSeen].End,-12}reset[/]");
            }
        }
    }

    public void Show(IReadOnlyList<Claim> claims)
    {
        foreach (Claim claim in claims)
        {
            string mark = claim.Holds ? "[green]proved[/]" : "[red]FAILED[/]";
            console.MarkupLine($"{mark}  {Markup.Escape(claim.Text)}: [grey]{Markup.Escape(claim.Evidence)}[/]");
        }
    }

    private void AddEvent(string markup)
    {
        lock (_lock)
            _events.Add(markup);
    }

    private Rows Render(RunView view)
    {
        lock (_lock)
        {
            Panel arcs = new Panel(new Markup(string.Join('\n', LastEvents()))).Header("Arcs").Expand();
            return new Rows(new Text(view.Title), Ends(view), Transfer(view), arcs);
        }
    }

    private string[] LastEvents()
    {
        string[] shown = new string[EventsShown];
        int first = Math.Max(0, _events.Count - EventsShown);
        for (int i = 0; i < EventsShown; i++)
            shown[i] = first + i < _events.Count ? _events[first + i] : "";
        return shown;
    }

    private static Table Ends(RunView view)
    {
        Table table = new Table().RoundedBorder().Expand()
            .AddColumns("End", "State", "Works", "Items of work", "Interrupts", "Peer messages");
        AddEnd(table, "source", view.Source, view.SourceState());
        AddEnd(table, "destination", view.Destination, view.DestinationState());
        return table;
    }

    private static void AddEnd(Table table, string name, Device device, MigrationState state) => table.AddRow(
        name,
        state.ToString(),
        device.IsWorking ? "[green]yes[/]" : "no",
        device.Read(Register.WorkCounter).ToString(),
        device.Read(Register.InterruptCount).ToString(),
        device.Read(Register.PeerSent).ToString());

    private IRenderable Transfer(RunView view)
    {
        if (_progress is not { } progress)
            return new Text("The device works; the migration has not begun.");
        return new Table().RoundedBorder().Expand()
            .AddColumns("Phase", "Round", "Transferred", "Rate", "Dirty pages", "Downtime")
            .AddRow(
                progress.Phase.ToString(),
                progress.Round.ToString(),
                Figures.Mebibytes(progress.BytesTransferred),
                Figures.Rate(progress.BytesPerSecond),
                Figures.DirtyPages(view.Source),
                Figures.Downtime(progress));
    }
}
