using System;

namespace MigSdk.Host;

/// <summary>What an end says last: which side runs as far as it knows, and why if that is not the destination.</summary>
internal sealed record Farewell(RunningSide Side, Errno Errno, string Message)
{
    internal ReadOnlyMemory<byte> Write() =>
        new PayloadWriter().Add((uint)Side).Add((uint)Errno).Add(Message).Written;

    /// <exception cref="MigrationException">EPROTO.</exception>
    internal static Farewell Read(PayloadReader payload)
    {
        uint side = payload.ReadUInt32();
        var errno = (Errno)payload.ReadUInt32();
        return side <= (uint)RunningSide.Unknown
            ? new Farewell((RunningSide)side, errno, payload.ReadText())
            : throw new MigrationException(Errno.EPROTO, $"There is no side {side} that could run.");
    }
}
