using System;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>
/// A device's message signalled interrupts (MSI or MSI-X). May be used from any thread, with and without a client.
/// </summary>
public sealed class MessageInterrupts
{
    private readonly Group _group;

    internal MessageInterrupts(int count) => _group = new Group(count);

    /// <summary>How many there are; 0 where the device was built without them.</summary>
    public int Count => _group.Count;

    internal IrqGroup Irqs => _group;

    /// <summary>Sends an interrupt.</summary>
    /// <param name="vector">Which one, from 0.</param>
    /// <returns>False where the guest has not set it up, so that it reached nobody.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such interrupt.</exception>
    public bool Trigger(int vector)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vector);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(vector, Count);
        return _group.Trigger(vector);
    }

    private sealed class Group(int count) : IrqGroup(count)
    {
        internal override IrqInfoFlags Flags => IrqInfoFlags.EventDescriptor;

        internal bool Trigger(int vector)
        {
            lock (Gate)
                return Signal(vector);
        }

        // Masks are in the table or the capability, which the client emulates; as in the kernel.
        protected override void Mask(int index, bool isMasked) =>
            throw new MigrationException(Errno.ENOTTY, "Message signalled interrupts are not masked by this request.");
    }
}
