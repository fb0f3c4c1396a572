using System;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace MigSdk.Host.Tests.Remote;

/// <summary>One direction of a wire. It knows the frames that go over it.</summary>
internal sealed class WireDirection(Wire wire)
{
    private const int PreambleSize = 12;
    private const int HeaderSize = 20;

    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();
    private readonly Lock _lock = new();
    private byte[] _rest = [];
    private long _sent;
    private long _frameEnd = PreambleSize;
    private int _headerFill;
    private readonly byte[] _header = new byte[HeaderSize];

    /// <summary>How many frames have begun.</summary>
    internal int Frames { get; private set; }

    /// <summary>The frame at which the connection is cut; none where it is negative.</summary>
    internal int CutAt { get; set; } = -1;

    internal CutPoint CutPoint { get; set; }

    /// <summary>The kind of frame at which it was cut.</summary>
    internal int CutKind { get; private set; }

    /// <summary>Whether it swallows what is sent, as a line does that is broken where nobody sees it.</summary>
    internal bool IsMute { get; set; }

    /// <summary>Whether it takes nothing more, as a line does whose other end does not read.</summary>
    internal bool IsFull { get; set; }

    /// <summary>Changes what is sent, byte by byte.</summary>
    internal Func<long, byte, byte>? Distort { get; set; }

    /// <summary>Nothing more comes; over a broken line not even that arrives.</summary>
    internal void Complete()
    {
        if (!IsMute)
            _pieces.Writer.TryComplete();
    }

    internal void Send(ReadOnlySpan<byte> data)
    {
        lock (_lock)
        {
            byte[] piece = data.ToArray();
            int taken = 0;
            foreach (byte value in data)
            {
                if (wire.IsCut || IsCutBefore())
                    break;
                Count(value);
                if (Distort is not null)
                    piece[taken] = Distort(_sent, value);
                taken++;
                _sent++;
                if (IsCutAfter())
                    break;
            }

            if (taken > 0 && !IsMute)
                _pieces.Writer.TryWrite(piece[..taken]);
            if (taken < data.Length || IsCutAfter())
            {
                wire.Cut();
                if (taken < data.Length)
                    throw new IOException("The wire is cut.");
            }
        }
    }

    internal async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        if (_rest.Length == 0)
        {
            if (!await _pieces.Reader.WaitToReadAsync(cancel) || !_pieces.Reader.TryRead(out byte[]? piece))
                return 0;
            _rest = piece;
        }

        int count = Math.Min(_rest.Length, buffer.Length);
        _rest.AsSpan(0, count).CopyTo(buffer.Span);
        _rest = _rest[count..];
        return count;
    }

    private bool IsAtBoundary => _sent == _frameEnd && _headerFill == 0;

    private bool IsCutBefore() => CutPoint == CutPoint.BeforeFrame && CutAt == Frames && IsAtBoundary;

    private bool IsCutAfter() => CutAt == Frames - 1 && CutPoint switch
    {
        // The header is there, and less than half of the payload.
        CutPoint.InsideFrame => _headerFill == HeaderSize / 2,
        CutPoint.AfterFrame => IsAtBoundary && _sent > PreambleSize,
        _ => false,
    };

    private void Count(byte value)
    {
        if (_sent < _frameEnd)
            return;
        if (_headerFill == 0)
            Frames++;
        _header[_headerFill++] = value;
        if (_headerFill < HeaderSize)
            return;
        if (CutAt == Frames - 1)
            CutKind = BitConverter.ToUInt16(_header, 4);
        _headerFill = 0;
        _frameEnd = _sent + 1 + BitConverter.ToInt32(_header, 0);
    }
}
