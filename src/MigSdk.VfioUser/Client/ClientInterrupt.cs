using System;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser;

/// <summary>Where an interrupt of the device arrives: an eventfd.</summary>
public sealed class ClientInterrupt : IDisposable
{
    /// <summary>Makes one. <see cref="VfioUserClient.SetInterruptsAsync"/> gives it to the device.</summary>
    /// <exception cref="MigrationException">The kernel's errno, as EMFILE.</exception>
    public ClientInterrupt() => Descriptor = EventDescriptor.Create();

    internal SafeFileHandle Descriptor { get; }

    /// <summary>How often the interrupt has come since this was last asked. Does not wait.</summary>
    /// <returns>How often.</returns>
    public long Take() => (long)EventDescriptor.Take(Descriptor);

    /// <summary>Waits, on this thread, until the interrupt has come. <see cref="Take"/> says how often.</summary>
    /// <param name="timeout">For how long at most.</param>
    /// <returns>Whether it has come.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or above 24 days.</exception>
    public bool Wait(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timeout.TotalMilliseconds, nameof(timeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout.TotalMilliseconds, int.MaxValue, nameof(timeout));
        return EventDescriptor.Wait(Descriptor, (int)timeout.TotalMilliseconds);
    }

    /// <summary>Closes it at this end. A device that has it goes on signalling to nobody.</summary>
    public void Dispose() => Descriptor.Dispose();
}
