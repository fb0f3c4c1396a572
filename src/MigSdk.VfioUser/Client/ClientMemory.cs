using System;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser;

/// <summary>Memory of the client's that a device may reach by DMA: a file without a name, mapped into this process.</summary>
public sealed class ClientMemory : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly MemoryMapping _mapping;

    /// <summary>Makes memory. It is zero.</summary>
    /// <param name="length">How much, in bytes; a multiple of the page size, 4,096 bytes on most machines.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive, or no multiple of the page size.</exception>
    /// <exception cref="MigrationException">The kernel's errno, as ENOMEM.</exception>
    public ClientMemory(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        if (length % Environment.SystemPageSize != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, $"The length must be a multiple of {Environment.SystemPageSize} bytes.");
        }

        Length = length;
        _file = SharedFile.Create("migsdk-client", (ulong)length);
        try
        {
            _mapping = MemoryMapping.Create(_file, 0, (ulong)length, isWritable: true);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>How much it is, in bytes.</summary>
    public long Length { get; }

    internal SafeFileHandle File => _file;

    internal MemoryMapping Mapping => _mapping;

    /// <summary>A part of it. The device may change it at any time.</summary>
    /// <param name="offset">Where it begins, in bytes.</param>
    /// <param name="length">How long it is, in bytes.</param>
    /// <returns>The bytes themselves; not to be used after <see cref="Dispose"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not within the memory.</exception>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public Span<byte> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_mapping.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return _mapping.Slice((ulong)offset, length);
    }

    /// <summary>Gives the memory back. A server that has mapped it keeps what it has mapped.</summary>
    public void Dispose()
    {
        _mapping.Dispose();
        _file.Dispose();
    }
}
