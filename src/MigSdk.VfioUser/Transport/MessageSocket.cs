using System;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser;

/// <summary>
/// A stream socket of the Unix domain: bytes with descriptors beside them, which .NET's own socket cannot do. Calls block
/// their thread; <see cref="Shutdown"/> ends them.
/// </summary>
internal sealed unsafe class MessageSocket : IDisposable
{
    /// <summary>The most descriptors that the kernel lets through at once (<c>SCM_MAX_FD</c>).</summary>
    internal const int KernelMaxDescriptors = 253;

    private readonly Socket _socket;
    private readonly SafeSocketHandle _handle;

    internal MessageSocket(Socket socket)
    {
        _socket = socket;
        _handle = socket.SafeHandle;
    }

    /// <exception cref="SocketException">Nobody listens there.</exception>
    internal static MessageSocket Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return new MessageSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Two ends of one connection: one to keep and one to send to the peer.</summary>
    internal static (MessageSocket Own, SafeFileHandle Peer) CreatePair()
    {
        int* pair = stackalloc int[2];
        if (LibC.SocketPair(LibC.AfUnix, LibC.SockStream | LibC.SockCloseOnExec, 0, pair) != 0)
            throw LibC.LastFailure("A pair of sockets could not be made");
        return (FromDescriptor(pair[0]), new SafeFileHandle(pair[1], ownsHandle: true));
    }

    /// <summary>The socket behind a descriptor, which belongs to it from now on.</summary>
    /// <exception cref="SocketException">It is no socket.</exception>
    internal static MessageSocket FromDescriptor(int descriptor)
    {
        var handle = new SafeSocketHandle(descriptor, ownsHandle: true);
        try
        {
            return new MessageSocket(new Socket(handle));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Receives what is there, and waits until something is.</summary>
    /// <param name="buffer">Where to put it; at least one byte long.</param>
    /// <param name="descriptors">
    /// Takes the descriptors that came with it. The last byte received belongs to their message.
    /// </param>
    /// <returns>How many bytes; 0 where the peer is gone or the socket was shut down.</returns>
    /// <exception cref="IOException">The connection failed.</exception>
    internal int Receive(Span<byte> buffer, DescriptorQueue descriptors)
    {
        int controlSize = LibC.ControlHeader.SpaceFor(KernelMaxDescriptors * sizeof(int));
        byte* control = stackalloc byte[controlSize];
        fixed (byte* start = buffer)
        {
            var piece = new LibC.Piece { Start = start, Length = (nuint)buffer.Length };
            while (true)
            {
                var message = new LibC.MessageVector
                {
                    Pieces = &piece,
                    PieceCount = 1,
                    Control = control,
                    ControlLength = (nuint)controlSize,
                };
                nint received = LibC.ReceiveMessage(_handle, &message, LibC.MsgCmsgCloseOnExec);
                if (received >= 0)
                {
                    if (message.ControlLength != 0)
                        TakeDescriptors(control, (int)message.ControlLength, descriptors);
                    // This process has too many open, so that not all could be taken.
                    if ((message.Flags & LibC.MsgCtrunc) != 0)
                        throw new IOException("Descriptors that the peer sent were lost.");
                    return (int)received;
                }

                if (!ShouldTryAgain(LibC.PollIn, out bool isGone))
                    return isGone ? 0 : throw Failure("receive from");
            }
        }
    }

    /// <summary>Sends all of two pieces, descriptors with the first byte.</summary>
    /// <exception cref="IOException">The connection failed, or the peer is gone.</exception>
    internal void Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<SafeHandle> descriptors = default)
    {
        if (!descriptors.IsEmpty)
        {
            int sent = SendWithDescriptors(first, descriptors);
            first = first[sent..];
        }

        fixed (byte* one = first)
        fixed (byte* two = second)
        {
            LibC.Piece* pieces = stackalloc LibC.Piece[2];
            pieces[0] = new LibC.Piece { Start = one, Length = (nuint)first.Length };
            pieces[1] = new LibC.Piece { Start = two, Length = (nuint)second.Length };
            while (pieces[0].Length + pieces[1].Length > 0)
            {
                var message = new LibC.MessageVector { Pieces = pieces, PieceCount = pieces[1].Length == 0 ? 1U : 2U };
                nuint sent = (nuint)SendOnce(&message);
                nuint ofFirst = Math.Min(sent, pieces[0].Length);
                Advance(ref pieces[0], ofFirst);
                Advance(ref pieces[1], sent - ofFirst);
            }
        }
    }

    /// <summary>
    /// Ends the connection: whoever is sending or receiving stops. Descriptor and object stay until they are disposed.
    /// </summary>
    internal void Shutdown()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception cause) when (cause is SocketException or ObjectDisposedException)
        {
            // The peer was faster.
        }
    }

    public void Dispose() => _socket.Dispose();

    private static void Advance(ref LibC.Piece piece, nuint count)
    {
        piece.Start = (byte*)piece.Start + count;
        piece.Length -= count;
    }

    private int SendWithDescriptors(ReadOnlySpan<byte> bytes, ReadOnlySpan<SafeHandle> descriptors)
    {
        int dataSize = descriptors.Length * sizeof(int);
        int controlSize = LibC.ControlHeader.SpaceFor(dataSize);
        byte* control = stackalloc byte[controlSize];
        var header = (LibC.ControlHeader*)control;
        *header = new LibC.ControlHeader
        {
            Length = (nuint)(LibC.ControlHeader.Size + dataSize),
            Level = LibC.SolSocket,
            Type = LibC.ScmRights,
        };
        int held = 0;
        try
        {
            for (; held < descriptors.Length; held++)
            {
                bool isHeld = false;
                descriptors[held].DangerousAddRef(ref isHeld);
                ((int*)(control + LibC.ControlHeader.Size))[held] = (int)descriptors[held].DangerousGetHandle();
            }

            fixed (byte* start = bytes)
            {
                var piece = new LibC.Piece { Start = start, Length = (nuint)bytes.Length };
                var message = new LibC.MessageVector
                {
                    Pieces = &piece,
                    PieceCount = 1,
                    Control = control,
                    ControlLength = (nuint)controlSize,
                };
                return SendOnce(&message);
            }
        }
        finally
        {
            while (held > 0)
                descriptors[--held].DangerousRelease();
        }
    }

    private int SendOnce(LibC.MessageVector* message)
    {
        while (true)
        {
            nint sent = LibC.SendMessage(_handle, message, LibC.MsgNoSignal);
            if (sent > 0)
                return (int)sent;
            if (!ShouldTryAgain(LibC.PollOut, out _))
                throw Failure("send to");
        }
    }

    // A socket that somebody made non-blocking is waited for; a signal is no failure.
    private bool ShouldTryAgain(short events, out bool isGone)
    {
        int errno = Marshal.GetLastSystemError();
        isGone = errno == (int)Errno.ECONNRESET;
        if (errno == LibC.EIntr)
            return true;
        if (errno != LibC.EAgain)
            return false;
        var entry = new LibC.PollEntry { Descriptor = (int)_handle.DangerousGetHandle(), Events = events };
        _ = LibC.Poll(&entry, 1, -1);
        return true;
    }

    private static void TakeDescriptors(byte* control, int length, DescriptorQueue descriptors)
    {
        int position = 0;
        while (position + LibC.ControlHeader.Size <= length)
        {
            var header = (LibC.ControlHeader*)(control + position);
            int size = (int)header->Length;
            if (size < LibC.ControlHeader.Size || size > length - position)
                return;
            if (header->Level == LibC.SolSocket && header->Type == LibC.ScmRights)
            {
                int* numbers = (int*)(control + position + LibC.ControlHeader.Size);
                for (int i = 0; i < (size - LibC.ControlHeader.Size) / sizeof(int); i++)
                    descriptors.Add(new SafeFileHandle(numbers[i], ownsHandle: true));
            }

            position += LibC.ControlHeader.SpaceFor(size - LibC.ControlHeader.Size);
        }
    }

    private static IOException Failure(string what)
    {
        int errno = Marshal.GetLastSystemError();
        return new IOException($"Could not {what} the peer: {Marshal.GetPInvokeErrorMessage(errno)}.");
    }
}
