using System.Collections.Concurrent;
using System.Threading;

namespace MigSdk.Testing.Tests;

/// <summary>Starts a timer for each migration and never stops it.</summary>
internal sealed class LeaksATimer : CardDevice
{
    private readonly ConcurrentBag<Timer> _timers = [];

    internal override SavingSession BeginSaving()
    {
        _timers.Add(new Timer(_ => { }, null, 3_600_000, Timeout.Infinite));
        return base.BeginSaving();
    }

    public override void Dispose()
    {
        foreach (Timer timer in _timers)
            timer.Dispose();
    }
}
