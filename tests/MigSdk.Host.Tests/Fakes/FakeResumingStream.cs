using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host.Tests.Fakes;

/// <summary>Keeps what is written until the arc out of RESUMING, which refuses a stream without its end.</summary>
internal sealed class FakeResumingStream(World world, FakeDevice device) : IResumingStream
{
    private readonly List<byte> _data = [];
    private bool _isClosed;

    public SessionKind Kind => SessionKind.Resuming;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancel = default) =>
        await world.OperateAsync(device, "Write", () => Write(data), cancel);

    internal void Close() => _isClosed = true;

    internal void Apply(int[] pages)
    {
        ReadOnlySpan<byte> data = _data.ToArray();
        bool ended = false;
        for (; data.Length >= FakeSavingStream.EntrySize; data = data[FakeSavingStream.EntrySize..])
        {
            int page = BinaryPrimitives.ReadInt32LittleEndian(data);
            ended = page == FakeSavingStream.EndMark;
            if (!ended)
                pages[page] = BinaryPrimitives.ReadInt32LittleEndian(data[4..]);
        }

        if (!ended || data.Length > 0)
            throw new MigrationException(Errno.EINVAL, "the stream is not complete");
    }

    private bool Write(ReadOnlyMemory<byte> data)
    {
        if (_isClosed)
            throw new MigrationException(Errno.ENODEV, "the stream is closed");
        if (device.RefusesData)
            throw new MigrationException(Errno.ENOSPC, "there is no room");
        _data.AddRange(data.Span);
        return true;
    }
}
