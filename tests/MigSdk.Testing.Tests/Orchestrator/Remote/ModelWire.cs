using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>One direction of the connection. What is sent is under way until the model has it arrive.</summary>
internal sealed class ModelWire(string to)
{
    [NotState]
    private readonly string _to = to;
    private readonly List<byte[]> _underWay = [];
    private byte[] _begun = [];
    private byte[] _arrived = [];
    private bool _isCut;
    private bool _isSilent;
    private Memory<byte> _buffer;
    private TaskCompletionSource<int>? _reader;

    /// <summary>Where it leads.</summary>
    internal string To => _to;

    internal bool IsEmpty => _underWay.Count == 0;

    internal bool IsSilent => _isSilent;

    /// <summary>The kind and the request of the message that arrives next.</summary>
    internal (FrameKind Kind, uint Id) Next => Message.Of(_underWay[0])!.Value;

    internal bool IsDeliverable => !IsEmpty && _reader is not null;

    /// <summary>Takes what is sent.</summary>
    /// <returns>The message that is whole with it; null where more of it has to come.</returns>
    internal (FrameKind Kind, uint Id)? Send(ReadOnlySpan<byte> data)
    {
        if (_isCut)
            throw new IOException("The connection is broken.");
        byte[] message = [.. _begun, .. data];
        (FrameKind Kind, uint Id)? whole = Message.Of(message);
        _begun = whole is null ? message : [];
        if (whole is not null && !_isSilent)
            _underWay.Add(message);
        return whole;
    }

    internal ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (_arrived.Length > 0)
            return new(Take(buffer));
        if (HasEnd)
            return new(0);
        _buffer = buffer;
        _reader = new TaskCompletionSource<int>();
        return new(_reader.Task);
    }

    /// <summary>The oldest message arrives.</summary>
    internal void Deliver() => Deliver(_underWay[0].Length);

    /// <summary>Of the oldest message less than the half arrives.</summary>
    internal void DeliverPart() => Deliver(_underWay[0].Length / 2);

    /// <summary>Nothing more is taken.</summary>
    /// <param name="isLost">Whether what is under way does not arrive any more.</param>
    internal void Cut(bool isLost)
    {
        _isCut = true;
        if (isLost)
            _underWay.Clear();
        EndIfOver();
    }

    /// <summary>Nothing arrives any more, and nobody is told.</summary>
    internal void Fall()
    {
        _isSilent = true;
        _underWay.Clear();
    }

    // Where nothing arrives any more, not even the end of the stream does.
    private bool HasEnd => _isCut && IsEmpty && !_isSilent;

    private void Deliver(int count)
    {
        _arrived = _underWay[0][..count];
        _underWay.RemoveAt(0);
        TaskCompletionSource<int> reader = _reader!;
        _reader = null;
        reader.SetResult(Take(_buffer));
        EndIfOver();
    }

    private void EndIfOver()
    {
        if (HasEnd && Interlocked.Exchange(ref _reader, null) is { } reader)
            reader.SetResult(0);
    }

    private int Take(Memory<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _arrived.Length);
        _arrived.AsSpan(0, count).CopyTo(buffer.Span);
        _arrived = _arrived[count..];
        return count;
    }
}
