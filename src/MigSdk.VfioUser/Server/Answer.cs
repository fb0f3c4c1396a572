using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser;

/// <summary>A client's command, and the ways to answer it.</summary>
internal readonly struct Answer(MessageConnection connection, IncomingMessage command)
{
    internal IncomingMessage Command => command;

    internal ReadOnlySpan<byte> Payload => command.Payload;

    /// <summary>The layout at the beginning of the payload.</summary>
    /// <exception cref="MigrationException">EINVAL: the payload is shorter.</exception>
    internal T Read<T>()
        where T : unmanaged =>
        Wire.TryRead(command.Payload, out T layout)
            ? layout
            : throw new MigrationException(
                Errno.EINVAL, $"{command.Header.Command} has {command.Header.PayloadLength} bytes; it needs {Unsafe.SizeOf<T>()}.");

    internal void Done() => connection.Reply(command.Header, default);

    internal void With<T>(in T layout, ReadOnlySpan<byte> data = default)
        where T : unmanaged =>
        connection.Reply(command.Header, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in layout)), data);

    internal void WithBytes(ReadOnlySpan<byte> payload, SafeFileHandle? descriptor = null)
    {
        if (descriptor is null)
            connection.Reply(command.Header, payload);
        else
            connection.Reply(command.Header, payload, default, [descriptor]);
    }
}
