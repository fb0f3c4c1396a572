using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MigSdk.VfioUser;

/// <summary>
/// The calls of the C library that .NET has no face for: descriptors over sockets, shared memory and eventfds. The numbers
/// are those that every 64-bit Linux has in common.
/// </summary>
internal static unsafe partial class LibC
{
    internal const int SolSocket = 1;
    internal const int ScmRights = 1;
    internal const int MsgPeek = 0x2;
    internal const int MsgCtrunc = 0x8;
    internal const int MsgDontWait = 0x40;
    internal const int MsgNoSignal = 0x4000;
    internal const int MsgCmsgCloseOnExec = 0x40000000;
    internal const int AfUnix = 1;
    internal const int SockStream = 1;
    internal const int SockCloseOnExec = 0x80000;
    internal const int ProtRead = 1;
    internal const int ProtWrite = 2;
    internal const int MapShared = 1;
    internal const int MfdCloseOnExec = 1;
    internal const int MfdAllowSealing = 2;
    internal const int EfdCloseOnExec = 0x80000;
    internal const int EfdNonBlock = 0x800;
    internal const int FAddSeals = 1033;
    internal const int FGetSeals = 1034;
    internal const int SealSeal = 1;
    internal const int SealShrink = 2;
    internal const int SealGrow = 4;
    internal const short PollIn = 1;
    internal const short PollOut = 4;
    internal const int EIntr = 4;
    internal const int EAgain = 11;
    internal const int AtEmptyPath = 0x1000;
    internal const uint StatxBasic = 0x7FF;
    internal const int ModeTypeMask = 0xF000;
    internal const int ModeRegular = 0x8000;
    internal const int ModeSocket = 0xC000;
    internal const int AtCurrentFolder = -100;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "sendmsg", SetLastError = true)]
    internal static partial nint SendMessage(SafeHandle socket, MessageVector* message, int flags);

    [LibraryImport(Library, EntryPoint = "recvmsg", SetLastError = true)]
    internal static partial nint ReceiveMessage(SafeHandle socket, MessageVector* message, int flags);

    [LibraryImport(Library, EntryPoint = "socketpair", SetLastError = true)]
    internal static partial int SocketPair(int domain, int type, int protocol, int* sockets);

    [LibraryImport(Library, EntryPoint = "mmap", SetLastError = true)]
    internal static partial void* Map(void* address, nuint length, int protection, int flags, SafeHandle descriptor, long offset);

    [LibraryImport(Library, EntryPoint = "munmap", SetLastError = true)]
    internal static partial int Unmap(void* address, nuint length);

    [LibraryImport(Library, EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int CreateMemory(string name, uint flags);

    [LibraryImport(Library, EntryPoint = "ftruncate", SetLastError = true)]
    internal static partial int Truncate(SafeHandle descriptor, long length);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    internal static partial int CreateEvent(uint value, int flags);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(SafeHandle descriptor, void* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(SafeHandle descriptor, void* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "pread", SetLastError = true)]
    internal static partial nint ReadAt(SafeHandle descriptor, void* buffer, nuint length, long offset);

    [LibraryImport(Library, EntryPoint = "pwrite", SetLastError = true)]
    internal static partial nint WriteAt(SafeHandle descriptor, void* buffer, nuint length, long offset);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Control(SafeHandle descriptor, int command, int argument);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(PollEntry* entries, nuint count, int timeout);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Stat(SafeHandle descriptor, string path, int flags, uint mask, FileFacts* facts);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Stat(int folder, string path, int flags, uint mask, FileFacts* facts);

    /// <summary>The errno of the last call of this thread, as the failure that it means.</summary>
    internal static MigrationException LastFailure(string what)
    {
        int errno = Marshal.GetLastSystemError();
        return new MigrationException((Errno)errno, $"{what}: {Marshal.GetPInvokeErrorMessage(errno)}.");
    }

    /// <summary><c>struct iovec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Piece
    {
        internal void* Start;
        internal nuint Length;
    }

    /// <summary><c>struct msghdr</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct MessageVector
    {
        internal void* Name;
        internal uint NameLength;
        internal Piece* Pieces;
        internal nuint PieceCount;
        internal void* Control;
        internal nuint ControlLength;
        internal int Flags;
    }

    /// <summary><c>struct cmsghdr</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ControlHeader
    {
        internal nuint Length;
        internal int Level;
        internal int Type;

        internal static int Size => Unsafe.SizeOf<ControlHeader>();

        /// <summary><c>CMSG_SPACE</c>.</summary>
        internal static int SpaceFor(int bytes) => Size + ((bytes + sizeof(nuint) - 1) & ~(sizeof(nuint) - 1));
    }

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollEntry
    {
        internal int Descriptor;
        internal short Events;
        internal short Happened;
    }

    /// <summary>The beginning of <c>struct statx</c>, which is the same on every machine.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct FileFacts
    {
        [FieldOffset(28)]
        internal ushort Mode;

        [FieldOffset(40)]
        internal ulong Length;
    }
}
