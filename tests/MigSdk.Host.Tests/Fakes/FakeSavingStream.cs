using System;
using System.Buffers.Binary;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host.Tests.Fakes;

/// <summary>
/// Pages as pairs of number and content; after the last one, in STOP_COPY, a pair that ends the stream.
/// </summary>
internal sealed class FakeSavingStream(World world, FakeDevice device) : ISavingStream
{
    internal const int EntrySize = 8;
    internal const int EndMark = -1;

    private bool _isClosed;
    private bool _ended;

    public SessionKind Kind => SessionKind.Saving;

    public ValueTask<SessionRead> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default) =>
        world.OperateAsync(device, "Read", () => Read(buffer.Span), cancel);

    public async ValueTask WaitForDataAsync(CancellationToken cancel = default) =>
        await world.OperateAsync(device, "WaitForData", () => true, cancel);

    public ValueTask<PreCopyInfo?> GetPreCopyInfoAsync(CancellationToken cancel = default) =>
        world.OperateAsync<PreCopyInfo?>(
            device, "GetPreCopyInfo", () => device.HasEstimates ? device.Left : null, cancel);

    internal void Close() => _isClosed = true;

    private SessionRead Read(Span<byte> buffer)
    {
        if (_isClosed)
            throw new MigrationException(Errno.ENODEV, "the stream is closed");
        device.LongestRead = Math.Max(device.LongestRead, buffer.Length);
        if (device.ReadOverride?.Invoke() is { } other)
            return other;
        int count = 0;
        while (buffer.Length - count >= EntrySize && device.TryTakePage(out int page))
            count += Put(buffer[count..], page, device.Pages[page]);
        if (count > 0)
            return new SessionRead(ReadOutcome.Bytes, count);
        if (device.State != MigrationState.StopCopy)
            return new SessionRead(ReadOutcome.NoDataYet, 0);
        if (_ended)
            return new SessionRead(ReadOutcome.EndOfStream, 0);
        _ended = true;
        return new SessionRead(ReadOutcome.Bytes, Put(buffer, EndMark, 0));
    }

    private static int Put(Span<byte> buffer, int page, int content)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer, page);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[4..], content);
        return EntrySize;
    }
}
