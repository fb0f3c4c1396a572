using System;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;

namespace MigSdk.VfioUser;

/// <summary>
/// A command of our own that has been sent and waits for its reply. One of them serves one command after another.
/// </summary>
internal sealed class PendingRequest : IValueTaskSource<IncomingMessage>
{
    private readonly MessageConnection _connection;
    private ManualResetValueTaskSourceCore<IncomingMessage> _source;
    private bool _isAwaited;

    internal PendingRequest(MessageConnection connection, int slot)
    {
        _connection = connection;
        Slot = slot;
        _source.RunContinuationsAsynchronously = true;
    }

    internal int Slot { get; }

    /// <summary>The id under which the command was sent.</summary>
    internal ushort Id { get; private set; }

    internal MessageCommand Command { get; private set; }

    /// <summary>When it was sent, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    internal long SentAt { get; private set; }

    internal bool IsOpen { get; private set; }

    /// <summary>Nobody wants the reply any more.</summary>
    internal bool IsAbandoned { get; set; }

    internal IncomingMessage? Reply { get; private set; }

    internal bool IsFailed { get; private set; }

    internal bool IsAnswered => Reply is not null || IsFailed;

    internal void Open(ushort id, MessageCommand command)
    {
        Id = id;
        Command = command;
        SentAt = Environment.TickCount64;
        IsOpen = true;
        IsAbandoned = false;
        Reply = null;
        IsFailed = false;
        _isAwaited = false;
        _source.Reset();
    }

    /// <summary>Called once, under the connection's lock: the reply has come.</summary>
    internal void Answer(IncomingMessage reply)
    {
        Reply = reply;
        if (_isAwaited)
            _source.SetResult(reply);
    }

    /// <summary>Called once, under the connection's lock: no reply will come.</summary>
    internal void Fail(Exception cause)
    {
        IsFailed = true;
        if (_isAwaited)
            _source.SetException(cause);
    }

    internal void Close() => IsOpen = false;

    /// <summary>Called under the connection's lock: from now on somebody awaits the reply.</summary>
    internal ValueTask<IncomingMessage> Await(Func<Exception> failure)
    {
        _isAwaited = true;
        if (Reply is { } reply)
            _source.SetResult(reply);
        else if (IsFailed)
            _source.SetException(failure());
        return new ValueTask<IncomingMessage>(this, _source.Version);
    }

    IncomingMessage IValueTaskSource<IncomingMessage>.GetResult(short token)
    {
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            _connection.Release(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<IncomingMessage>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<IncomingMessage>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
