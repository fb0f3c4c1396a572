using System;

namespace MigSdk.VfioUser;

/// <summary>Answers what a server asks of its client: access to memory that is not shared.</summary>
internal sealed class ServerCommands(MessageConnection connection, DmaTable memory, int maxTransfer)
{
    /// <summary>Answers until the connection is at its end.</summary>
    internal void Serve()
    {
        while (connection.TryReceiveCommand(out IncomingMessage? command))
        {
            using (command)
            {
                try
                {
                    Answer(command);
                }
                catch (MigrationException cause) when (!connection.IsClosed)
                {
                    TryReplyError(command.Header, cause.Errno);
                }
                catch (MigrationException)
                {
                    return;
                }
                catch (ObjectDisposedException)
                {
                    // The memory was given back although it is mapped.
                    TryReplyError(command.Header, Errno.EFAULT);
                }
            }
        }
    }

    private void Answer(IncomingMessage command)
    {
        switch (command.Header.Command)
        {
            case MessageCommand.DmaRead:
                Read(command);
                break;
            case MessageCommand.DmaWrite:
                Write(command);
                break;
            default:
                throw new MigrationException(Errno.ENOSYS);
        }
    }

    private void Read(IncomingMessage command)
    {
        DmaAccess access = Parse(command, DmaAccess.Size);
        using DmaTable.Held held = memory.Hold(access.Address, access.Count, DmaAccessRights.Read);
        Span<byte> layout = stackalloc byte[DmaAccess.Size];
        Wire.Write(layout, access);
        connection.Reply(command.Header, layout, held.Bytes);
    }

    private void Write(IncomingMessage command)
    {
        DmaAccess access = Parse(command, DmaAccess.Size);
        ReadOnlySpan<byte> data = command.Payload[DmaAccess.Size..];
        if ((ulong)data.Length != access.Count)
            throw new MigrationException(Errno.EINVAL);
        using (DmaTable.Held held = memory.Hold(access.Address, access.Count, DmaAccessRights.Write))
            data.CopyTo(held.Bytes);
        Span<byte> layout = stackalloc byte[DmaAccess.Size];
        Wire.Write(layout, access);
        connection.Reply(command.Header, layout);
    }

    private DmaAccess Parse(IncomingMessage command, int least)
    {
        if (command.Payload.Length < least)
            throw new MigrationException(Errno.EINVAL);
        DmaAccess access = Wire.Read<DmaAccess>(command.Payload);
        return access.Count <= (ulong)maxTransfer ? access : throw new MigrationException(Errno.EINVAL);
    }

    private void TryReplyError(MessageHeader command, Errno errno)
    {
        try
        {
            connection.ReplyError(command, errno);
        }
        catch (MigrationException)
        {
            // The connection is at its end; the next receive says so.
        }
    }
}
