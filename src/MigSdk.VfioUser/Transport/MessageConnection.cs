using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.VfioUser;

/// <summary>
/// Both directions of a vfio-user connection: the peer's commands and our replies, our commands and the peer's replies.
/// </summary>
/// <remarks>
/// <para>
/// There is no thread in it. One thread at a time reads the socket: whoever asks for the next command, or waits for the
/// reply to a command of ours. What it finds that is not for it is handed to whom it is for: replies to their waiters,
/// commands to a queue, in their order. So a command's handler may itself ask the peer for something while more commands
/// keep coming, on its own thread and on others.
/// </para>
/// <para>Replies that are awaited (<see cref="ReplyAsync"/>) need a thread that keeps asking for commands.</para>
/// </remarks>
internal sealed class MessageConnection : IDisposable
{
    private const int MaxRequests = 256;

    private readonly MessageSocket _socket;
    private readonly ProtocolLimits _limits;
    private readonly MessagePool _pool = new();
    private readonly MessageReader _reader;
    private readonly Lock _sending = new();

    // Guards everything below. A Monitor, because its waiters wait for different things.
    private readonly object _gate = new();
    private readonly Queue<IncomingMessage> _commands = new();
    private readonly PendingRequest?[] _requests = new PendingRequest?[MaxRequests];
    private readonly Stack<int> _freeSlots = new();
    private long _waitingBytes;
    private int _waitingDescriptors;
    private bool _hasReader;
    private int _waiters;
    private byte _generation;
    private bool _isClosed;
    private Exception? _cause;
    private long _sendingSince;

    internal MessageConnection(MessageSocket socket, ProtocolLimits limits)
    {
        _socket = socket;
        _limits = limits;
        _reader = new MessageReader(socket, limits, _pool);
        for (int slot = MaxRequests - 1; slot >= 0; slot--)
            _freeSlots.Push(slot);
    }

    /// <summary>Whether the connection is at its end.</summary>
    internal bool IsClosed
    {
        get
        {
            lock (_gate)
                return _isClosed;
        }
    }

    /// <summary>Why it is at its end; null where the peer has closed it, or where it is not.</summary>
    internal Exception? Cause
    {
        get
        {
            lock (_gate)
                return _cause;
        }
    }

    /// <summary>
    /// For how long the peer has let us wait, in milliseconds: for a reply, or for room to send. For a watchdog.
    /// </summary>
    internal long OldestWait
    {
        get
        {
            long now = Environment.TickCount64;
            long since = Interlocked.Read(ref _sendingSince);
            long oldest = since == 0 ? now : since;
            lock (_gate)
            {
                foreach (PendingRequest? request in _requests)
                {
                    if (request is { IsOpen: true, IsAnswered: false })
                        oldest = Math.Min(oldest, request.SentAt);
                }
            }

            return now - oldest;
        }
    }

    /// <summary>Takes the peer's next command, and waits for it.</summary>
    /// <param name="command">The command, to be disposed.</param>
    /// <returns>False at the end of the connection; <see cref="Cause"/> says why.</returns>
    internal bool TryReceiveCommand([NotNullWhen(true)] out IncomingMessage? command)
    {
        lock (_gate)
        {
            while (true)
            {
                if (_commands.TryDequeue(out command))
                {
                    _waitingBytes -= command.Header.Length;
                    _waitingDescriptors -= command.DescriptorCount;
                    return true;
                }

                if (_isClosed)
                    return false;
                if (!_hasReader)
                {
                    _hasReader = true;
                    break;
                }

                Wait();
            }
        }

        while (true)
        {
            command = ReadOrClose();
            if (command is null)
                return false;
            if (command.Header.IsCommand)
                break;
            if (!Dispatch(command, own: null))
                return false;
        }

        StopReading();
        return true;
    }

    /// <summary>Sends a command of our own.</summary>
    /// <returns>
    /// What waits for the reply: it must be given to <see cref="WaitForReply"/>, <see cref="ReplyAsync"/> or
    /// <see cref="Abandon"/>.
    /// </returns>
    /// <exception cref="MigrationException">ECONNRESET: the connection is at its end.</exception>
    internal PendingRequest Request(
        MessageCommand command, ReadOnlySpan<byte> layout, ReadOnlySpan<byte> data = default,
        ReadOnlySpan<SafeHandle> descriptors = default)
    {
        PendingRequest request = OpenRequest(command);
        try
        {
            Send(MessageHeader.ForCommand(request.Id, command, layout.Length + data.Length), layout, data, descriptors);
            return request;
        }
        catch
        {
            Abandon(request);
            throw;
        }
    }

    /// <summary>Sends a command that the peer must not answer.</summary>
    /// <exception cref="MigrationException">ECONNRESET: the connection is at its end.</exception>
    internal void Post(MessageCommand command, ReadOnlySpan<byte> layout, ReadOnlySpan<byte> data = default) =>
        Send(MessageHeader.ForCommand(0, command, layout.Length + data.Length, MessageFlags.NoReply), layout, data, default);

    /// <summary>Waits for the reply to a command, on this thread.</summary>
    /// <returns>The reply, to be disposed; it may say that the command failed.</returns>
    /// <exception cref="MigrationException">ECONNRESET: the connection ended first.</exception>
    internal IncomingMessage WaitForReply(PendingRequest request)
    {
        lock (_gate)
        {
            while (true)
            {
                if (request.IsAnswered)
                    return TakeReply(request);
                if (!_hasReader)
                {
                    _hasReader = true;
                    break;
                }

                Wait();
            }
        }

        while (true)
        {
            IncomingMessage? message = ReadOrClose();
            if (message is null || (message.Header.IsReply && !Dispatch(message, request)))
            {
                lock (_gate)
                    return TakeReply(request);
            }

            if (message.Header.IsCommand)
            {
                if (!Enqueue(message))
                {
                    lock (_gate)
                        return TakeReply(request);
                }

                continue;
            }

            lock (_gate)
            {
                if (!request.IsAnswered)
                    continue;
                ReleaseReader();
                return TakeReply(request);
            }
        }
    }

    /// <summary>Awaits the reply to a command. Once only.</summary>
    /// <returns>The reply, to be disposed; it may say that the command failed.</returns>
    /// <exception cref="MigrationException">ECONNRESET: the connection ended first.</exception>
    internal ValueTask<IncomingMessage> ReplyAsync(PendingRequest request)
    {
        lock (_gate)
            return request.Await(Gone);
    }

    /// <summary>Gives a command up whose reply nobody will wait for; the reply is thrown away when it comes.</summary>
    internal void Abandon(PendingRequest request)
    {
        lock (_gate)
        {
            if (!request.IsAnswered)
            {
                request.IsAbandoned = true;
                return;
            }

            request.Reply?.Dispose();
            Free(request);
        }
    }

    /// <summary>Replies to a command of the peer's; not where it does not want a reply.</summary>
    /// <exception cref="MigrationException">ECONNRESET: the connection is at its end.</exception>
    internal void Reply(
        MessageHeader command, ReadOnlySpan<byte> layout, ReadOnlySpan<byte> data = default,
        ReadOnlySpan<SafeHandle> descriptors = default)
    {
        if (command.WantsReply)
            Send(command.ForReply(layout.Length + data.Length), layout, data, descriptors);
    }

    /// <summary>Replies that a command failed; not where it does not want a reply.</summary>
    /// <exception cref="MigrationException">ECONNRESET: the connection is at its end.</exception>
    internal void ReplyError(MessageHeader command, Errno errno)
    {
        if (command.WantsReply)
            Send(command.ForError(errno), default, default, default);
    }

    /// <summary>Ends the connection, from any thread. Whoever waits in it stops.</summary>
    /// <param name="cause">Why; null where nothing is wrong.</param>
    internal void Close(Exception? cause = null)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                _cause = cause;
                foreach (PendingRequest? request in _requests)
                {
                    if (request is not { IsOpen: true, IsAnswered: false })
                        continue;
                    request.Fail(Gone());
                    if (request.IsAbandoned)
                        Free(request);
                }
            }

            Monitor.PulseAll(_gate);
        }

        _socket.Shutdown();
    }

    /// <summary>Closes the socket and every descriptor that came and was not taken.</summary>
    public void Dispose()
    {
        Close();
        lock (_gate)
        {
            while (_commands.TryDequeue(out IncomingMessage? command))
                command.Dispose();
            // Somebody may still be in the reader; the socket's shutdown sends them out.
            while (_hasReader)
                Wait();
        }

        _reader.Dispose();
        _socket.Dispose();
    }

    internal void Release(PendingRequest request)
    {
        lock (_gate)
            Free(request);
    }

    private PendingRequest OpenRequest(MessageCommand command)
    {
        lock (_gate)
        {
            while (_freeSlots.Count == 0 && !_isClosed)
                Wait();
            if (_isClosed)
                throw Gone();
            int slot = _freeSlots.Pop();
            PendingRequest request = _requests[slot] ??= new PendingRequest(this, slot);
            request.Open((ushort)(slot | (_generation++ << 8)), command);
            return request;
        }
    }

    private IncomingMessage TakeReply(PendingRequest request)
    {
        IncomingMessage? reply = request.Reply;
        Free(request);
        return reply ?? throw Gone();
    }

    private void Free(PendingRequest request)
    {
        request.Close();
        _freeSlots.Push(request.Slot);
        if (_waiters > 0)
            Monitor.PulseAll(_gate);
    }

    private void Send(
        MessageHeader header, ReadOnlySpan<byte> layout, ReadOnlySpan<byte> data, ReadOnlySpan<SafeHandle> descriptors)
    {
        const int MaxLayout = 128;
        Span<byte> head = stackalloc byte[MessageHeader.Size + MaxLayout];
        Span<byte> rest = Wire.Write(head, header);
        // What is short goes in one piece; where the layout is the larger part it is a piece of its own.
        bool isTogether = layout.Length <= rest.Length;
        if (isTogether)
        {
            layout.CopyTo(rest);
            int length = MessageHeader.Size + layout.Length;
            if (data.Length <= head.Length - length)
            {
                data.CopyTo(head[length..]);
                length += data.Length;
                data = default;
            }

            head = head[..length];
        }
        else
        {
            head = head[..MessageHeader.Size];
        }

        try
        {
            lock (_sending)
            {
                Interlocked.Exchange(ref _sendingSince, Environment.TickCount64);
                if (isTogether)
                {
                    _socket.Send(head, data, descriptors);
                }
                else
                {
                    _socket.Send(head, layout, descriptors);
                    if (!data.IsEmpty)
                        _socket.Send(data, default);
                }

                Interlocked.Exchange(ref _sendingSince, 0);
            }
        }
        catch (Exception cause) when (cause is IOException or ObjectDisposedException)
        {
            Interlocked.Exchange(ref _sendingSince, 0);
            Close(cause);
            throw Gone();
        }
    }

    private MigrationException Gone() => new(Errno.ECONNRESET, "The connection to the peer is at its end.", _cause);

    /// <summary>The next message; null at the end, after which this thread is not the reader any more.</summary>
    private IncomingMessage? ReadOrClose()
    {
        try
        {
            if (_reader.Read() is { } message)
                return message;
            EndReading(null);
        }
        catch (Exception cause) when (cause is IOException or ProtocolException or ObjectDisposedException)
        {
            EndReading(cause);
        }

        return null;
    }

    /// <summary>Gives a reply to whom it is for; false where it is for nobody, which ends the connection.</summary>
    private bool Dispatch(IncomingMessage reply, PendingRequest? own)
    {
        lock (_gate)
        {
            PendingRequest? request = _requests[reply.Header.Id & (MaxRequests - 1)];
            if (request is { IsOpen: true, IsAnswered: false } && request.Id == reply.Header.Id
                && request.Command == reply.Header.Command)
            {
                request.Answer(reply);
                if (request.IsAbandoned)
                {
                    reply.Dispose();
                    Free(request);
                }

                if (request != own && _waiters > 0)
                    Monitor.PulseAll(_gate);
                return true;
            }
        }

        var cause = new ProtocolException(
            $"A reply came (id {reply.Header.Id}, {reply.Header.Command}) that nobody had asked for.");
        reply.Dispose();
        EndReading(cause);
        return false;
    }

    /// <summary>
    /// Keeps a command for whoever asks for the next one; false where too many wait, which ends the connection.
    /// </summary>
    private bool Enqueue(IncomingMessage command)
    {
        lock (_gate)
        {
            if (_commands.Count < _limits.MaxWaitingCommands && _waitingBytes < _limits.MaxWaitingBytes
                && _waitingDescriptors + command.DescriptorCount <= _limits.MaxWaitingDescriptors)
            {
                _commands.Enqueue(command);
                _waitingBytes += command.Header.Length;
                _waitingDescriptors += command.DescriptorCount;
                if (_waiters > 0)
                    Monitor.PulseAll(_gate);
                return true;
            }
        }

        command.Dispose();
        EndReading(new ProtocolException(
            $"More than {_limits.MaxWaitingCommands} commands, {_limits.MaxWaitingBytes} bytes or "
            + $"{_limits.MaxWaitingDescriptors} descriptors wait."));
        return false;
    }

    private void StopReading()
    {
        lock (_gate)
            ReleaseReader();
    }

    private void EndReading(Exception? cause)
    {
        Close(cause);
        StopReading();
    }

    private void ReleaseReader()
    {
        _hasReader = false;
        if (_waiters > 0)
            Monitor.PulseAll(_gate);
    }

    private void Wait()
    {
        _waiters++;
        Monitor.Wait(_gate);
        _waiters--;
    }
}
