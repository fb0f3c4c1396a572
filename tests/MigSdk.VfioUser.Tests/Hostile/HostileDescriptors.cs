using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using MigSdk.VfioUser.Tests.Interop.Raw;

namespace MigSdk.VfioUser.Tests.Hostile;

/// <summary>Descriptors of every kind, the ones that a server should get and the ones that it should not.</summary>
internal sealed class HostileDescriptors : IDisposable
{
    internal const long MemoryBytes = 64 * 4096;

    private readonly List<IDisposable> _owned = [];
    private readonly List<SafeHandle> _all = [];

    internal HostileDescriptors()
    {
        Memory = Own(RawNative.MemoryFile(MemoryBytes));
        Event = Own(RawNative.EventDescriptor());
        _all.Add(Own(RawNative.MemoryFile(MemoryBytes, canBeSealed: false)));
        _all.Add(Own(RawNative.MemoryFile(0)));
        _all.Add(Own(RawNative.MemoryFile(4096)));
        _all.Add(Own(File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite)));
        _all.Add(Own(File.OpenHandle("/dev/zero", FileMode.Open, FileAccess.Read)));
        _all.Add(Own(File.OpenHandle("/proc/self/status")));
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _owned.Add(socket);
        _all.Add(socket.SafeHandle);
    }

    /// <summary>A memory file of <see cref="MemoryBytes"/>.</summary>
    internal SafeFileHandle Memory { get; }

    internal SafeFileHandle Event { get; }

    /// <summary>Some descriptors: none, the right one, one of another kind, or a lot.</summary>
    internal SafeHandle[] Some(Random random, SafeHandle right)
    {
        switch (random.Next(8))
        {
            case 0:
                return [];
            case 1:
                return [_all[random.Next(_all.Count)]];
            case 2:
                SafeHandle[] many = new SafeHandle[random.Next(2, 60)];
                for (int i = 0; i < many.Length; i++)
                    many[i] = random.Next(2) == 0 ? right : _all[random.Next(_all.Count)];
                return many;
            default:
                return [right];
        }
    }

    public void Dispose()
    {
        foreach (IDisposable owned in _owned)
            owned.Dispose();
    }

    private SafeFileHandle Own(SafeFileHandle handle)
    {
        _owned.Add(handle);
        return handle;
    }
}
