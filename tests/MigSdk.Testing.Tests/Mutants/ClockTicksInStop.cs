using System.Threading;

namespace MigSdk.Testing.Tests;

/// <summary>Its clock goes on while it is stopped.</summary>
internal sealed class ClockTicksInStop : CardDevice
{
    private readonly Timer _clock;

    internal ClockTicksInStop() => _clock = new Timer(_ => Tick(), null, 0, 1);

    public override void Dispose() => _clock.Dispose();
}
