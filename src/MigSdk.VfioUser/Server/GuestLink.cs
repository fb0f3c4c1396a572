using System;

namespace MigSdk.VfioUser;

/// <summary>DMA by messages: DMA_READ and DMA_WRITE, in pieces that the client takes.</summary>
internal sealed class GuestLink(MessageConnection connection, int maxTransfer) : IGuestLink
{
    public void Read(ulong address, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int length = Math.Min(destination.Length, maxTransfer);
            using IncomingMessage reply = Ask(MessageCommand.DmaRead, new DmaAccess(address, (ulong)length), default);
            Span<byte> payload = reply.Payload;
            if (!Wire.TryRead(payload, out DmaAccess access) || access.Count != (ulong)length
                || payload.Length < DmaAccess.Size + length)
            {
                throw Misfit(reply);
            }

            payload.Slice(DmaAccess.Size, length).CopyTo(destination);
            destination = destination[length..];
            address += (ulong)length;
        }
    }

    public void Write(ulong address, ReadOnlySpan<byte> source)
    {
        while (!source.IsEmpty)
        {
            int length = Math.Min(source.Length, maxTransfer);
            using IncomingMessage reply = Ask(MessageCommand.DmaWrite, new DmaAccess(address, (ulong)length), source[..length]);
            // The count has 4 bytes in the protocol's text and 8 in libvfio-user.
            if (reply.Payload.Length < DmaAccess.ShortReplySize || Wire.Read<uint>(reply.Payload[sizeof(ulong)..]) != length)
                throw Misfit(reply);
            source = source[length..];
            address += (ulong)length;
        }
    }

    private IncomingMessage Ask(MessageCommand command, DmaAccess access, ReadOnlySpan<byte> data)
    {
        Span<byte> layout = stackalloc byte[DmaAccess.Size];
        Wire.Write(layout, access);
        IncomingMessage reply = connection.WaitForReply(connection.Request(command, layout, data));
        if (!reply.Header.IsError)
            return reply;
        Errno errno = reply.Header.Error;
        reply.Dispose();
        throw new MigrationException(
            errno == Errno.None ? Errno.EIO : errno,
            $"The client refused {command} of 0x{access.Count:x} bytes at 0x{access.Address:x}.");
    }

    private MigrationException Misfit(IncomingMessage reply)
    {
        var cause = new ProtocolException($"The reply to {reply.Header.Command} is not what was asked for.");
        connection.Close(cause);
        return new MigrationException(Errno.EPROTO, cause.Message, cause);
    }
}
