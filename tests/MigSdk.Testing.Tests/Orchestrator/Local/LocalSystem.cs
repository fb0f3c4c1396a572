using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>One host with both devices: <see cref="LiveMigration"/>, source, destination, clock, and who else is there.</summary>
internal sealed class LocalSystem(ModelKind source, ModelKind destination, bool hasDowntimeLimit)
    : MigrationSystem(source, destination)
{
    private readonly CancellationTokenSource _host = new();
    private Task<LiveMigrationResult> _migration = null!;

    internal override bool IsOver => _migration.IsCompleted;

    internal override string Outcome => $"{Said.By(_migration)}, {Source}, {Destination}";

    internal override void Begin()
    {
        var options = new LiveMigrationOptions
        {
            BufferSize = 4,
            MaxRounds = 1,
            DowntimeTarget = TimeSpan.Zero,
            DowntimeLimit = hasDowntimeLimit ? TimeSpan.FromSeconds(30) : Timeout.InfiniteTimeSpan,
            TimeProvider = Clock,
        };
        _migration = LiveMigration.RunAsync(Source, Destination, options, null, _host.Token);
    }

    protected override IEnumerable<ModelEvent> AllEvents()
    {
        foreach (ModelEvent next in Source.Events())
            yield return next;
        foreach (ModelEvent next in Destination.Events())
            yield return next;
        if (IsOver)
            yield break;
        if (Clock.IsAwaited)
            yield return new("time passes", EventKind.Time, Clock.Pass);
        if (!_host.IsCancellationRequested)
            yield return new("the host cancels", EventKind.Mishap, _host.Cancel);
        // Before the destination is ordered to run: against what comes after that, no host can do anything.
        if (Destination.WasOrderedToRun || !(Source.IsLookedAt || Destination.IsLookedAt))
            yield break;
        if (Source is { State: StopCopy, IsLookedAt: true })
            yield return new("somebody resets the source", EventKind.Mishap, ResetSourceByOthers);
        if (Destination.State == Resuming)
            yield return new("somebody resets the destination", EventKind.Mishap, () => Destination.Reset());
    }

    protected override void Judge() => LocalLaws.Judge(this, _migration);

    private void ResetSourceByOthers()
    {
        WasResetByOthers = true;
        Source.Reset();
    }
}
