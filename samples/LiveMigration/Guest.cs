using System;
using System.Threading;
using System.Threading.Tasks;
using Samples.Devices;

namespace Samples.LiveMigration;

/// <summary>
/// The virtual machine's own work: it writes a number into a register of its device, finds it there again, and writes the
/// next. It runs on one side at a time, and is paused in between.
/// </summary>
internal sealed class Guest : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private CancellationTokenSource? _pausing;
    private Task _running = Task.CompletedTask;
    private ulong _written;

    /// <summary>How many numbers it has written.</summary>
    internal ulong Written => Volatile.Read(ref _written);

    /// <summary>The first number that it did not find again; null where there was none.</summary>
    internal string? Gap { get; private set; }

    internal void RunOn(Device device)
    {
        if (_pausing is not null)
            throw new InvalidOperationException("The guest runs already.");
        _pausing = new CancellationTokenSource();
        _running = RunAsync(device, _pausing.Token);
    }

    /// <summary>Completes when the guest does not touch its device any more.</summary>
    internal async ValueTask PauseAsync()
    {
        if (_pausing is null)
            return;
        await _pausing.CancelAsync();
        await _running;
        _pausing.Dispose();
        _pausing = null;
    }

    public ValueTask DisposeAsync() => PauseAsync();

    private async Task RunAsync(Device device, CancellationToken pausing)
    {
        // Not on the thread of whoever lets it run.
        await Task.Yield();
        while (!pausing.IsCancellationRequested)
        {
            ulong found = device.Read(Register.Scratch0);
            if (found != _written)
                Gap ??= $"The guest wrote {_written} and found {found}.";
            device.Write(Register.Scratch0, _written + 1);
            Volatile.Write(ref _written, _written + 1);
            await Task.Delay(Tick, pausing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
