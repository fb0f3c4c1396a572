using System;
using System.Collections.Generic;
using System.Threading;

namespace MigSdk.VfioUser;

/// <summary>What the client has mapped for the device, by DMA address.</summary>
internal sealed class DmaTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, Entry> _entries = [];

    internal bool TryAdd(ulong address, ClientMemory memory, DmaAccessRights rights)
    {
        lock (_lock)
            return _entries.TryAdd(address, new Entry(address, memory, rights));
    }

    internal void Remove(ulong address)
    {
        lock (_lock)
            _entries.Remove(address);
    }

    /// <summary>The memory behind a range of addresses, held so that it stays while it is used.</summary>
    /// <exception cref="MigrationException">EFAULT where not all of it is mapped; EPERM where that is not allowed.</exception>
    internal Held Hold(ulong address, ulong length, DmaAccessRights rights)
    {
        lock (_lock)
        {
            foreach (Entry entry in _entries.Values)
            {
                ulong size = (ulong)entry.Memory.Length;
                ulong offset = address - entry.Address;
                if (address < entry.Address || offset > size || length > size - offset)
                    continue;
                return entry.Rights.HasFlag(rights)
                    ? new Held(entry.Memory, offset, (int)length)
                    : throw new MigrationException(Errno.EPERM);
            }
        }

        throw new MigrationException(Errno.EFAULT);
    }

    private sealed record Entry(ulong Address, ClientMemory Memory, DmaAccessRights Rights);

    /// <summary>A part of memory that is not given back before this is.</summary>
    internal readonly ref struct Held
    {
        private readonly MemoryMapping _mapping;

        internal Held(ClientMemory memory, ulong offset, int length)
        {
            bool isHeld = false;
            _mapping = memory.Mapping;
            _mapping.DangerousAddRef(ref isHeld);
            Bytes = _mapping.Slice(offset, length);
        }

        internal Span<byte> Bytes { get; }

        public void Dispose() => _mapping.DangerousRelease();
    }
}
