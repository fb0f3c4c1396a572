using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests;

/// <summary>One end of the connection. Nothing of a stream is used but these two methods.</summary>
internal sealed class ModelSocket(ClosedSystem system, ModelWire incoming, ModelWire outgoing, CommitWindow? window)
    : MemoryStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        incoming.ReceiveAsync(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        system.ThrowIfElsewhere();
        try
        {
            if (outgoing.Send(buffer.Span) is { } message)
                window?.Sent(message);
        }
        catch (IOException)
        {
            window?.Break();
            throw;
        }

        return ValueTask.CompletedTask;
    }
}
