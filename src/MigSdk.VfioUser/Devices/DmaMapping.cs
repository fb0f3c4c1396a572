using System;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser;

/// <summary>
/// A range of guest memory that the client has made known: mapped into this process, a file that is read and written, or
/// reached by messages.
/// </summary>
internal sealed class DmaMapping : IDisposable
{
    private readonly SafeFileHandle? _file;
    private readonly ulong _fileOffset;
    private readonly MemoryMapping? _memory;
    private readonly IGuestLink _link;
    private readonly object _uses = new();
    private int _useCount;

    internal DmaMapping(
        ulong address, ulong length, GuestAccess access, IGuestLink link,
        SafeFileHandle? file = null, ulong fileOffset = 0, MemoryMapping? memory = null)
    {
        Address = address;
        Length = length;
        Access = access;
        _link = link;
        _file = file;
        _fileOffset = fileOffset;
        _memory = memory;
    }

    internal ulong Address { get; }

    internal ulong Length { get; }

    /// <summary>The last address, so that a range may end at the very top.</summary>
    internal ulong Last => Address + (Length - 1);

    internal GuestAccess Access { get; }

    /// <summary>Whether the device reaches it without anybody's help.</summary>
    internal bool IsDirect => _memory is not null;

    /// <summary>
    /// Keeps the range in place until <see cref="EndUse"/>. Called under the lock of its <see cref="GuestMemory"/>.
    /// </summary>
    internal void BeginUse()
    {
        lock (_uses)
            _useCount++;
    }

    internal void EndUse()
    {
        lock (_uses)
        {
            if (--_useCount <= 0)
                Monitor.PulseAll(_uses);
            if (_useCount < 0)
                Release();
        }
    }

    /// <summary>
    /// Where an address of the range is in this process. Only in use, and where <see cref="IsDirect"/>.
    /// </summary>
    internal Span<byte> Slice(ulong address, int length) => _memory!.Slice(address - Address, length);

    internal void Read(ulong address, Span<byte> destination, bool byMessage)
    {
        if (byMessage || (_memory is null && _file is null))
            _link.Read(address, destination);
        else if (_memory is not null)
            Slice(address, destination.Length).CopyTo(destination);
        else if (!SharedFile.TryRead(_file!, _fileOffset + (address - Address), destination))
            throw Lost(address);
    }

    internal void Write(ulong address, ReadOnlySpan<byte> source, bool byMessage)
    {
        if (byMessage || (_memory is null && _file is null))
            _link.Write(address, source);
        else if (_memory is not null)
            source.CopyTo(Slice(address, source.Length));
        else if (!SharedFile.TryWrite(_file!, _fileOffset + (address - Address), source))
            throw Lost(address);
    }

    /// <summary>Waits until nobody uses the range; called when nobody can begin to use it any more.</summary>
    /// <returns>False where somebody still uses it after the time.</returns>
    internal bool WaitForUses(TimeSpan time)
    {
        lock (_uses)
        {
            long end = Environment.TickCount64 + (long)time.TotalMilliseconds;
            while (_useCount > 0)
            {
                long left = end - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_uses, (int)left))
                    return _useCount <= 0;
            }

            return true;
        }
    }

    /// <summary>Gives the range back; where somebody still uses it, when they are done.</summary>
    public void Dispose() => EndUse();

    private void Release()
    {
        _memory?.Dispose();
        _file?.Dispose();
    }

    private static MigrationException Lost(ulong address) =>
        new(Errno.EFAULT, $"The client's memory at 0x{address:x} is not there any more.");
}
