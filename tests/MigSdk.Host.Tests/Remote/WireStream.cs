using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host.Tests.Remote;

internal sealed class WireStream(WireDirection incoming, WireDirection outgoing) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        incoming.ReceiveAsync(buffer, cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => outgoing.Send(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (outgoing.IsFull)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        outgoing.Send(buffer.Span);
    }

    protected override void Dispose(bool disposing) => outgoing.Complete();
}
