using System;
using System.Buffers;

namespace MigSdk.VfioUser;

/// <summary>Guest memory that a device has borrowed. It is given back by <c>using</c>, and must not be copied.</summary>
public ref struct GuestSpan
{
    private readonly GuestMemory? _memory;
    private readonly ulong _address;
    private readonly GuestAccess _access;
    private object? _holder;

    internal GuestSpan(GuestMemory memory, ulong address, Span<byte> span, GuestAccess access, object holder)
    {
        _memory = memory;
        _address = address;
        _access = access;
        _holder = holder;
        Span = span;
    }

    /// <summary>
    /// The bytes. A guest that shares its memory may change them at any time: read once what must not change.
    /// </summary>
    public Span<byte> Span { get; private set; }

    /// <summary>
    /// Gives the memory back; what was written into a copy goes to the guest, and the range counts as dirty if it was
    /// borrowed for writing.
    /// </summary>
    /// <exception cref="MigrationException">What was written could not reach the guest.</exception>
    public void Dispose()
    {
        object? holder = _holder;
        Span<byte> span = Span;
        _holder = null;
        Span = default;
        switch (holder)
        {
            case DmaMapping mapping:
                mapping.EndUse();
                if (_access.HasFlag(GuestAccess.Write))
                    _memory!.Dirty.Mark(_address, (ulong)span.Length);
                break;
            case byte[] copy:
                try
                {
                    if (_access.HasFlag(GuestAccess.Write))
                        _memory!.Write(_address, span);
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(copy);
                }

                break;
        }
    }
}
