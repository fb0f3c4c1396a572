using System;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>
/// A device's message signalled interrupts (MSI or MSI-X). May be used from any thread, with and without a client.
/// </summary>
public sealed class MessageInterrupts
{
    private readonly Group _group;

    /// <param name="count">How many there are.</param>
    /// <param name="isEnabled">Whether the guest has switched them on.</param>
    internal MessageInterrupts(int count, Func<bool> isEnabled) => _group = new Group(count, isEnabled);

    /// <summary>How many there are; 0 where the device was built without them.</summary>
    public int Count => _group.Count;

    internal IrqGroup Irqs => _group;

    /// <summary>Sends an interrupt.</summary>
    /// <param name="vector">Which one, from 0.</param>
    /// <returns>
    /// False where nobody takes it. If the guest has switched these interrupts on it is pending then, and is sent when
    /// somebody does: on the destination of a migration the host may connect them only after RUNNING.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such interrupt.</exception>
    public bool Trigger(int vector)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vector);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(vector, Count);
        return _group.Trigger(vector);
    }

    /// <summary>Nothing is pending after a reset.</summary>
    internal void Reset() => _group.Reset();

    private sealed class Group(int count, Func<bool> isEnabled) : IrqGroup(count)
    {
        private readonly bool[] _isPending = new bool[count];

        internal override IrqInfoFlags Flags => IrqInfoFlags.EventDescriptor;

        internal bool Trigger(int vector)
        {
            lock (Gate)
            {
                if (Signal(vector))
                    return true;
                _isPending[vector] |= isEnabled();
                return false;
            }
        }

        protected override void OnConnected(int index)
        {
            if (_isPending[index])
                Signal(index);
            _isPending[index] = false;
        }

        protected override void OnReleased() => Array.Clear(_isPending);

        internal void Reset()
        {
            lock (Gate)
                Array.Clear(_isPending);
        }

        // Masks are in the table or the capability, which the client emulates; as in the kernel.
        protected override void Mask(int index, bool isMasked) =>
            throw new MigrationException(Errno.ENOTTY, "Message signalled interrupts are not masked by this request.");
    }
}
