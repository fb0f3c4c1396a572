using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests;

/// <summary>A reset while its stream is being read leaves it broken.</summary>
internal sealed class TripsOverAReset : CardDevice
{
    private volatile bool _isReading;
    private volatile bool _isBroken;

    internal override SavingSession BeginSaving() => new Saving(this, BeginTracking());

    internal override void Reset()
    {
        base.Reset();
        _isBroken |= _isReading;
    }

    protected override uint RegisterToSend(int register, uint value) => _isBroken ? 0xBAD : value;

    private sealed class Saving(TripsOverAReset device, BlockTracking tracking) : CardSaving(device, tracking)
    {
        private const int Large = 4096;

        protected override async ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
        {
            device._isReading = true;
            try
            {
                // A read of a few bytes takes its time.
                if (buffer.Length < Large)
                    await Task.Delay(2, CancellationToken.None);
                return await base.ProduceAsync(buffer, cancel);
            }
            finally
            {
                device._isReading = false;
            }
        }
    }
}
