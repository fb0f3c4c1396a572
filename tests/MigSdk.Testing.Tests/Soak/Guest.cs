using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>
/// The virtual machine's own work: it writes a number into a register of its device, finds it there again, and writes the
/// next. It is on one end at a time.
/// </summary>
internal sealed class Guest
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private CancellationTokenSource? _pausing;
    private Task _running = Task.CompletedTask;
    private ulong _written;
    private ulong _writtenBefore;
    private bool _isLastUncertain;

    /// <summary>Where it is; null while it is paused.</summary>
    internal End? Place { get; private set; }

    /// <summary>The first number that it did not find again; null where there was none.</summary>
    internal string? Gap { get; private set; }

    internal void RunOn(End end)
    {
        if (Place is not null)
            throw new InvalidOperationException("The guest runs already.");
        Place = end;
        _writtenBefore = _written;
        _pausing = new CancellationTokenSource();
        _running = RunAsync(end, _pausing.Token);
    }

    /// <summary>Completes when the guest does not touch its device any more.</summary>
    internal async ValueTask PauseAsync()
    {
        if (_pausing is null)
            return;
        await _pausing.CancelAsync();
        await _running;
        _pausing.Dispose();
        (_pausing, Place) = (null, null);
    }

    /// <summary>A guest whose device has lost everything begins anew.</summary>
    internal void Restart() => (_written, _writtenBefore, _isLastUncertain, Gap) = (0, 0, false, null);

    /// <summary>A guest that has to go on where it was before loses what it has done, and found, since.</summary>
    internal void GoBack() => (_written, _isLastUncertain, Gap) = (_writtenBefore, false, null);

    /// <summary>Looks whether what was written last is there.</summary>
    internal async ValueTask LookAsync(End end)
    {
        ulong found = await end.ReadAsync();
        if (_isLastUncertain && found == _written + 1)
            _written = found;
        _isLastUncertain = false;
        if (found != _written)
            Gap ??= $"The guest wrote {_written} and found {found}.";
    }

    private async Task RunAsync(End end, CancellationToken pausing)
    {
        // Not on the thread of whoever lets it run.
        await Task.Yield();
        try
        {
            while (!pausing.IsCancellationRequested)
            {
                await LookAsync(end);
                _isLastUncertain = true;
                await end.WriteAsync(_written + 1);
                (_written, _isLastUncertain) = (_written + 1, false);
                await Task.Delay(Tick, pausing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception cause) when (cause is MigrationException or ObjectDisposedException)
        {
            // Its device is gone. Whether the last number got there shows when there is a way to it again.
        }
    }
}
