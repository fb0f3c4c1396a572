using System;

namespace MigSdk.Host;

/// <summary>A failure as it goes over the wire: errno u32@0, text.</summary>
internal static class FailureMessage
{
    internal static ReadOnlyMemory<byte> Write(MigrationException failure) =>
        new PayloadWriter().Add((uint)failure.Errno).Add(TextOf(failure)).Written;

    internal static MigrationException Read(PayloadReader payload)
    {
        var errno = (Errno)payload.ReadUInt32();
        string text = payload.ReadText();
        // A failure without an errno would be taken for a success.
        return new MigrationException(errno == Errno.None ? Errno.EPROTO : errno, text);
    }

    // The guards of both ends say which device failed at what; once is enough.
    private static string TextOf(MigrationException failure) =>
        failure.InnerException is MigrationException cause ? cause.Message : failure.Message;
}
