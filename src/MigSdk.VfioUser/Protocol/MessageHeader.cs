using System.Runtime.InteropServices;

namespace MigSdk.VfioUser;

/// <summary>The head of every message: 16 bytes, in the byte order of the machine.</summary>
/// <param name="Id">Chosen by the sender of a command and repeated in the reply. Says nothing to the receiver.</param>
/// <param name="Command">What the message is about.</param>
/// <param name="Length">The length of the whole message in bytes, this head included.</param>
/// <param name="Flags">Command or reply, and how.</param>
/// <param name="Error">In a reply with <see cref="MessageFlags.Error"/> the errno.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct MessageHeader(ushort Id, MessageCommand Command, uint Length, MessageFlags Flags, Errno Error)
{
    internal const int Size = 16;

    internal bool IsReply => (Flags & MessageFlags.TypeMask) == MessageFlags.Reply;

    internal bool IsCommand => (Flags & MessageFlags.TypeMask) == MessageFlags.Command;

    internal bool WantsReply => (Flags & MessageFlags.NoReply) == 0;

    internal bool IsError => (Flags & MessageFlags.Error) != 0;

    internal int PayloadLength => (int)Length - Size;

    internal static MessageHeader ForCommand(
        ushort id, MessageCommand command, int payloadLength, MessageFlags flags = MessageFlags.Command) =>
        new(id, command, (uint)(Size + payloadLength), flags, Errno.None);

    /// <summary>The head of the reply to this command.</summary>
    internal MessageHeader ForReply(int payloadLength) =>
        new(Id, Command, (uint)(Size + payloadLength), MessageFlags.Reply, Errno.None);

    /// <summary>The reply to this command that says that it failed. It has no payload.</summary>
    internal MessageHeader ForError(Errno errno) =>
        new(Id, Command, Size, MessageFlags.Reply | MessageFlags.Error, errno);
}
