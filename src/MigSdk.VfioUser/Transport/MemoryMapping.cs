using System;
using System.Runtime.InteropServices;

namespace MigSdk.VfioUser;

/// <summary>
/// A part of a file in this process's memory, shared with whoever else maps it. It goes when nobody holds it any more.
/// </summary>
internal sealed unsafe class MemoryMapping : SafeHandle
{
    private static readonly long PageMask = Environment.SystemPageSize - 1;

    // What precedes the part that was asked for in its first page.
    private readonly int _lead;

    private MemoryMapping(void* address, int lead, nuint length)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        SetHandle((nint)address);
        _lead = lead;
        Length = length;
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    internal nuint Length { get; }

    internal byte* Start => (byte*)handle + _lead;

    /// <exception cref="MigrationException">The kernel's errno.</exception>
    internal static MemoryMapping Create(SafeHandle descriptor, ulong offset, ulong length, bool isWritable)
    {
        int lead = (int)((long)offset & PageMask);
        int protection = LibC.ProtRead | (isWritable ? LibC.ProtWrite : 0);
        void* address = LibC.Map(null, (nuint)length + (nuint)lead, protection, LibC.MapShared, descriptor, (long)offset - lead);
        return address == (void*)-1
            ? throw LibC.LastFailure($"0x{length:x} bytes of shared memory could not be mapped")
            : new MemoryMapping(address, lead, (nuint)length);
    }

    /// <summary>A part of it. Only while it is held.</summary>
    internal Span<byte> Slice(ulong offset, int length)
    {
        if (offset > Length || (ulong)length > Length - offset)
            throw new ArgumentOutOfRangeException(nameof(offset));
        return new Span<byte>(Start + offset, length);
    }

    protected override bool ReleaseHandle() => LibC.Unmap((void*)handle, Length + (nuint)_lead) == 0;
}
