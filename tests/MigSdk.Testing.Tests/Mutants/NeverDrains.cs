using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests;

/// <summary>Sends all of its memory again and again.</summary>
internal sealed class NeverDrains : CardDevice
{
    internal override SavingSession BeginSaving() => new Saving(this, BeginTracking());

    private sealed class Saving(CardDevice device, BlockTracking tracking) : CardSaving(device, tracking)
    {
        protected override async ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
        {
            int count = await base.ProduceAsync(buffer, cancel);
            if (count > 0 || !IsPreCopy)
                return count;
            Tracking.MarkAll();
            return await base.ProduceAsync(buffer, cancel);
        }
    }
}
