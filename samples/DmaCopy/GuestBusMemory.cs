using MigSdk;
using MigSdk.VfioUser;

namespace Samples.DmaCopy;

/// <summary>The guest's memory, as far as the guest lets the device at it.</summary>
internal sealed class GuestBusMemory(PciDevice device) : IBusMemory
{
    /// <inheritdoc/>
    public void Copy(ulong source, ulong destination, int length)
    {
        if (!device.Configuration.IsBusMaster)
            throw new MigrationException(Errno.EPERM, "The guest has not made the device a bus master.");
        using GuestSpan from = device.Memory.Rent(source, length, GuestAccess.Read);
        using GuestSpan to = device.Memory.Rent(destination, length, GuestAccess.Write);
        from.Span.CopyTo(to.Span);
    }
}
