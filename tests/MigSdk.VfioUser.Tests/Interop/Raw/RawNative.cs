using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser.Tests.Interop.Raw;

/// <summary>The few system calls that the raw client makes, on its own: nothing of the product is used here.</summary>
internal static unsafe partial class RawNative
{
    internal const int SolSocket = 1;
    internal const int ScmRights = 1;
    internal const int MsgNoSignal = 0x4000;
    internal const int MsgCloseOnExec = 0x40000000;
    internal const int MsgControlTruncated = 0x8;
    internal const short PollIn = 1;
    internal const short PollOut = 4;

    /// <summary>The bytes of a control message before its descriptors: length, level, type.</summary>
    internal const int ControlHeaderBytes = 16;

    /// <summary>
    /// A memory file; one that can be sealed, as QEMU's <c>memory-backend-memfd</c> makes it, or one whose owner may make
    /// it shorter at any time.
    /// </summary>
    internal static SafeFileHandle MemoryFile(long bytes, bool canBeSealed = true)
    {
        const uint AllowSealing = 2;
        int descriptor = MemfdCreate("guest", canBeSealed ? AllowSealing : 0);
        ThrowIfFailed(descriptor);
        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        ThrowIfFailed(FTruncate(descriptor, bytes));
        return file;
    }

    /// <summary>Makes a memory file shorter or longer.</summary>
    /// <returns>Whether it could be done.</returns>
    internal static bool TryResize(SafeFileHandle file, long bytes) =>
        FTruncate(file.DangerousGetHandle().ToInt32(), bytes) == 0;

    /// <summary>An event descriptor that never blocks.</summary>
    internal static SafeFileHandle EventDescriptor()
    {
        int descriptor = EventFd(0, 0x800);
        ThrowIfFailed(descriptor);
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>How often an event descriptor has been signalled since it was last asked, waiting for the first.</summary>
    internal static ulong TakeEvents(SafeFileHandle descriptor, int milliseconds)
    {
        var poll = new PollDescriptor { Descriptor = descriptor.DangerousGetHandle().ToInt32(), Events = PollIn };
        if (Poll(&poll, 1, milliseconds) <= 0)
            return 0;
        ulong count;
        return Read(poll.Descriptor, &count, sizeof(ulong)) == sizeof(ulong) ? count : 0;
    }

    internal static void ThrowIfFailed(nint result)
    {
        if (result < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    internal static partial nint SendMessage(int socket, SocketMessage* message, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    internal static partial nint ReceiveMessage(int socket, SocketMessage* message, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MemfdCreate(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    private static partial int FTruncate(int descriptor, long length);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFd(uint initial, int flags);

    [StructLayout(LayoutKind.Sequential)]
    internal struct IoVector
    {
        internal void* Base;
        internal nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct SocketMessage
    {
        internal void* Name;
        internal uint NameLength;
        internal IoVector* Vectors;
        internal nuint VectorCount;
        internal void* Control;
        internal nuint ControlLength;
        internal int Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        internal int Descriptor;
        internal short Events;
        internal short Returned;
    }
}
