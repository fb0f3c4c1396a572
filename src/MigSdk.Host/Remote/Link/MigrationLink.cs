using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>The frames between two hosts, in both directions, until the connection is lost.</summary>
/// <remarks>
/// <para>
/// A link that is lost stays lost: nothing is sent again, since nobody could say what of it has come. What was asked
/// over it fails at once.
/// </para>
/// <para>Anybody may send; one flow of control receives. The stream stays its caller's.</para>
/// </remarks>
internal sealed class MigrationLink : IAsyncDisposable
{
    // Everything but state fits in it.
    private const int LargestControlPayload = 64 * 1024;

    private readonly Stream _stream;
    private readonly LinkOptions _options;
    private readonly string _peer;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly byte[] _headerOut = new byte[FrameHeader.Size];
    private readonly byte[] _headerIn = new byte[FrameHeader.Size];
    private readonly Task _heart;
    private readonly long _begin;
    private MigrationException? _failure;
    private ProgressMessage? _news;
    private TimeSpan _beat;
    private uint _sent;
    private uint _received;
    private long _lastHeard;
    private long _lastSent;
    private long _sendingSince;
    private volatile bool _hasGreeted;
    private volatile bool _isGreeted;
    private volatile bool _isSending;

    internal MigrationLink(Stream stream, LinkOptions options, string peer)
    {
        _stream = stream;
        _options = options;
        _peer = peer;
        _begin = _lastHeard = _lastSent = options.TimeProvider.GetTimestamp();
        _beat = Shorter(options.KeepAliveInterval, options.PeerTimeout / 4);
        _heart = BeatAsync();
    }

    /// <summary>Is cancelled when the link is lost.</summary>
    internal CancellationToken Lost => _lost.Token;

    /// <summary>Whether the link is lost.</summary>
    internal bool IsLost => Volatile.Read(ref _failure) is not null;

    // Nothing may come before a greeting, and an end may take its time with its own.
    private bool IsOpen => _hasGreeted && _isGreeted;

    /// <summary>Why the link is lost.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    internal MigrationException Failure => Volatile.Read(ref _failure) is { } failure
        ? new MigrationException(failure.Errno, failure.Message, failure.InnerException)
        : throw new InvalidOperationException("The link is not lost.");

    /// <summary>Ends the link, if it is not lost already.</summary>
    /// <returns>Why the link is lost: what came first.</returns>
    internal MigrationException Fail(Errno errno, string message, Exception? cause = null)
    {
        if (Interlocked.CompareExchange(ref _failure, new MigrationException(errno, message, cause), null) is null)
            _lost.Cancel();
        return Failure;
    }

    internal async ValueTask GreetAsync(Hello hello)
    {
        await WriteAsync(Preamble.Write()).ConfigureAwait(false);
        await SendAsync(FrameKind.Hello, 0, hello.Write()).ConfigureAwait(false);
        _hasGreeted = true;
    }

    internal async ValueTask RefuseAsync(MigrationException reason)
    {
        await WriteAsync(Preamble.Write()).ConfigureAwait(false);
        await SendAsync(FrameKind.Refusal, 0, FailureMessage.Write(reason)).ConfigureAwait(false);
    }

    /// <summary>Takes the other end's greeting.</summary>
    /// <exception cref="MigrationException">
    /// The link is lost, EPROTO where the other end is not one of this protocol, or its reason where it refuses.
    /// </exception>
    internal async ValueTask<Hello> ReceiveGreetingAsync()
    {
        byte[] preamble = new byte[Preamble.Size];
        await ReadAsync(preamble).ConfigureAwait(false);
        try
        {
            Preamble.Check(preamble, _peer);
            using Frame frame = await ReceiveAsync().ConfigureAwait(false);
            switch (frame.Kind)
            {
                case FrameKind.Hello:
                    var hello = Hello.Read(frame.Read());
                    // A third of what the other end waits for: one beat may come late, and one get lost in a busy host.
                    _beat = Shorter(_beat, hello.PeerTimeout / 3);
                    _isGreeted = true;
                    return hello;
                case FrameKind.Refusal:
                    MigrationException reason = FailureMessage.Read(frame.Read());
                    throw new MigrationException(reason.Errno, $"The {_peer} refuses: {reason.Message}");
                default:
                    throw Unexpected(frame.Kind);
            }
        }
        catch (MigrationException cause)
        {
            throw Fail(cause.Errno, cause.Message, cause.InnerException);
        }
    }

    /// <summary>Receives the next frame that says something.</summary>
    /// <exception cref="MigrationException">The link is lost.</exception>
    internal async ValueTask<Frame> ReceiveAsync()
    {
        while (true)
        {
            await ReadAsync(_headerIn).ConfigureAwait(false);
            var header = FrameHeader.Read(_headerIn);
            int limit = header.Kind == FrameKind.Data ? _options.ChunkSize : LargestControlPayload;
            if (header.Length < 0 || header.Length > limit)
                throw Fail(Errno.EPROTO, $"The {_peer} sent a frame '{header.Kind}' of {(uint)header.Length} bytes.");
            byte[] buffer = header.Length == 0 ? [] : ArrayPool<byte>.Shared.Rent(header.Length);
            await ReadAsync(buffer.AsMemory(0, header.Length)).ConfigureAwait(false);
            if (!FrameHeader.IsIntact(_headerIn, buffer.AsSpan(0, header.Length)))
                throw Fail(Errno.EPROTO, $"A frame '{header.Kind}' of the {_peer} is damaged.");
            if (header.Sequence != _received++)
                throw Fail(Errno.EPROTO, $"The {_peer} sent frame {header.Sequence} where {_received - 1} belongs.");
            var frame = new Frame(header, buffer);
            if (frame.Kind != FrameKind.KeepAlive)
                return frame;
            frame.Dispose();
        }
    }

    /// <summary>Has progress sent with what is sent next. Only the newest counts.</summary>
    internal void Post(ProgressMessage news) => Volatile.Write(ref _news, news);

    /// <summary>Sends a frame.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="id">The request that it belongs to; 0 for none.</param>
    /// <param name="payload">Its payload. It is not read any more when the task has completed.</param>
    /// <param name="cancel">Gives up, unless it is on its way already.</param>
    /// <exception cref="OperationCanceledException">It was given up, and nothing of it was sent.</exception>
    /// <exception cref="MigrationException">The link is lost; the frame may or may not arrive.</exception>
    internal async ValueTask SendAsync(
        FrameKind kind, uint id, ReadOnlyMemory<byte> payload, CancellationToken cancel = default)
    {
        // Who has the turn loses it when the link is lost, so that nobody waits for ever.
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (IsOpen && Interlocked.Exchange(ref _news, null) is { } news)
                await WriteFrameAsync(FrameKind.Progress, 0, news.Write()).ConfigureAwait(false);
            await WriteFrameAsync(kind, id, payload).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits until the link is lost, but not for long.</summary>
    internal async ValueTask WaitUntilLostAsync(Task receiving)
    {
        TimeSpan limit = Shorter(_options.PeerTimeout, TimeSpan.FromSeconds(2));
        await receiving.WaitAsync(limit, _options.TimeProvider)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        Fail(Errno.ENODEV, $"The connection to the {_peer} is closed.");
        await _closed.CancelAsync().ConfigureAwait(false);
        await _heart.ConfigureAwait(false);
        _closed.Dispose();
        _lost.Dispose();
    }

    internal MigrationException Unexpected(FrameKind kind) =>
        Fail(Errno.EPROTO, $"The {_peer} sent a frame '{kind}' where none belongs.");

    private async ValueTask WriteFrameAsync(FrameKind kind, uint id, ReadOnlyMemory<byte> payload)
    {
        new FrameHeader(payload.Length, kind, _sent++, id).Write(_headerOut, payload.Span);
        // Small frames in one piece: with TLS each piece is a record of its own.
        if (payload.Length is > 0 and <= FrameHeader.Size * 64)
        {
            byte[] piece = ArrayPool<byte>.Shared.Rent(FrameHeader.Size + payload.Length);
            _headerOut.CopyTo(piece, 0);
            payload.CopyTo(piece.AsMemory(FrameHeader.Size));
            await WriteAsync(piece.AsMemory(0, FrameHeader.Size + payload.Length)).ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(piece);
            return;
        }

        await WriteAsync(_headerOut).ConfigureAwait(false);
        if (payload.Length > 0)
            await WriteAsync(payload).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> data)
    {
        if (IsLost)
            throw Failure;
        _sendingSince = _options.TimeProvider.GetTimestamp();
        _isSending = true;
        try
        {
            ValueTask write = _stream.WriteAsync(data, _lost.Token);
            // Not every stream obeys its token.
            if (write.IsCompleted)
                await write.ConfigureAwait(false);
            else
                await write.AsTask().WaitAsync(_lost.Token).ConfigureAwait(false);
            _lastSent = _options.TimeProvider.GetTimestamp();
        }
        catch (Exception cause)
        {
            throw Broken(cause);
        }
        finally
        {
            _isSending = false;
        }
    }

    private async ValueTask ReadAsync(Memory<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count;
            try
            {
                ValueTask<int> read = _stream.ReadAsync(buffer, _lost.Token);
                count = read.IsCompleted
                    ? await read.ConfigureAwait(false)
                    : await read.AsTask().WaitAsync(_lost.Token).ConfigureAwait(false);
            }
            catch (Exception cause)
            {
                throw Broken(cause);
            }

            if (IsLost)
                throw Failure;
            if (count == 0)
                throw Fail(Errno.ECONNRESET, $"The {_peer} has closed the connection.");
            Volatile.Write(ref _lastHeard, _options.TimeProvider.GetTimestamp());
            buffer = buffer[count..];
        }
    }

    private MigrationException Broken(Exception cause) =>
        Fail(Errno.ECONNRESET, $"The connection to the {_peer} broke: {cause.Message}", cause);

    /// <summary>Shows the other end that this one is there, and notices when the other one is not.</summary>
    private async Task BeatAsync()
    {
        Task sending = Task.CompletedTask;
        try
        {
            while (!IsLost)
            {
                await Task.Delay(_beat, _options.TimeProvider, _closed.Token).ConfigureAwait(false);
                NoticeSilence();
                // Not waited for: an end that takes nothing has to be noticed all the same.
                bool isDue = _news is not null || _options.TimeProvider.GetElapsedTime(_lastSent) >= _beat;
                if (IsOpen && isDue && sending.IsCompleted)
                    sending = SendBeatAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The link was closed.
        }

        await sending.ConfigureAwait(false);
    }

    private async Task SendBeatAsync()
    {
        try
        {
            await SendAsync(FrameKind.KeepAlive, 0, default).ConfigureAwait(false);
        }
        catch (MigrationException)
        {
            // The link is lost, and whoever uses it learns why.
        }
    }

    private void NoticeSilence()
    {
        TimeProvider clock = _options.TimeProvider;
        string limit = $"{_options.PeerTimeout.TotalSeconds:0.###} s";
        if (!_isGreeted && clock.GetElapsedTime(_begin) > _options.PeerTimeout)
            Fail(Errno.ETIMEDOUT, $"The {_peer} has not greeted within {limit}.");
        else if (clock.GetElapsedTime(Volatile.Read(ref _lastHeard)) > _options.PeerTimeout)
            Fail(Errno.ETIMEDOUT, $"The {_peer} has said nothing for {limit}.");
        else if (_isSending && clock.GetElapsedTime(_sendingSince) > _options.PeerTimeout)
            Fail(Errno.ETIMEDOUT, $"The {_peer} has taken nothing for {limit}.");
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
