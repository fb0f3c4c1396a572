using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.VfioUser;

/// <summary>What becomes of a command when whoever gave it does not want to wait any more.</summary>
internal enum Impatience
{
    /// <summary>It goes on; its reply is thrown away.</summary>
    Leaves,

    /// <summary>The server is told to stop it where it can be told so; the reply is final, and is waited for.</summary>
    Stops,
}

/// <summary>Asks a server and awaits its answers; answers the server on a thread of its own.</summary>
internal sealed class ClientConnection : IDisposable
{
    private readonly MessageConnection _connection;
    private readonly string _name;
    private readonly TimeSpan _limit;
    private readonly Thread _thread;

    internal ClientConnection(MessageSocket socket, string name, VfioUserClientOptions options, DmaTable memory)
    {
        _name = name;
        _limit = options.ReplyTimeout;
        _connection = new MessageConnection(socket, new ProtocolLimits { MaxTransfer = options.MaxTransfer });
        var commands = new ServerCommands(_connection, memory, options.MaxTransfer);
        _thread = new Thread(commands.Serve) { IsBackground = true, Name = "vfio-user client" };
        _thread.Start();
    }

    /// <summary>Whether the server is one of MigSdk's, which can be told to stop a command.</summary>
    internal bool HasExtensions { get; set; }

    internal bool IsLost => _connection.IsClosed;

    /// <summary>Asks, and waits no longer than the client's time limit.</summary>
    /// <returns>A reply of success with at least that many bytes of payload, to be disposed.</returns>
    /// <exception cref="MigrationException">
    /// The server's errno; ECONNRESET where it is gone, ETIMEDOUT where it does not answer, ECANCELED after cancellation,
    /// EPROTO where its reply is too short.
    /// </exception>
    internal ValueTask<IncomingMessage> AskAsync(
        MessageCommand command,
        ReadOnlyMemory<byte> layout,
        ReadOnlyMemory<byte> data,
        int least,
        CancellationToken cancel,
        SafeHandle[]? descriptors = null) =>
        AskAsync(command, layout, data, least, Impatience.Leaves, _limit, cancel, descriptors);

    /// <summary>Asks for something that may take any time.</summary>
    internal ValueTask<IncomingMessage> AskPatientlyAsync(
        MessageCommand command,
        ReadOnlyMemory<byte> layout,
        ReadOnlyMemory<byte> data,
        int least,
        Impatience impatience,
        CancellationToken cancel) =>
        AskAsync(command, layout, data, least, impatience, Timeout.InfiniteTimeSpan, cancel, []);

    /// <summary>Ends the connection. What was asked and not answered fails.</summary>
    public void Dispose()
    {
        _connection.Close(new ObjectDisposedException(nameof(VfioUserClient)));
        _thread.Join();
        _connection.Dispose();
    }

    private async ValueTask<IncomingMessage> AskAsync(
        MessageCommand command,
        ReadOnlyMemory<byte> layout,
        ReadOnlyMemory<byte> data,
        int least,
        Impatience impatience,
        TimeSpan limit,
        CancellationToken cancel,
        SafeHandle[]? descriptors)
    {
        if (cancel.IsCancellationRequested)
            throw new MigrationException(Errno.ECANCELED, $"{command} was cancelled before it was sent.");
        PendingRequest request = await SendAsync(command, layout, data, descriptors).ConfigureAwait(false);
        // After the reply the request is another command's.
        ushort id = request.Id;
        Task<IncomingMessage> pending = _connection.ReplyAsync(request).AsTask();
        IncomingMessage reply = impatience == Impatience.Stops
            ? await StopOnCancelAsync(pending, id, cancel).ConfigureAwait(false)
            : await LeaveOnCancelAsync(pending, command, limit, cancel).ConfigureAwait(false);
        try
        {
            Check(reply, command, least);
            return reply;
        }
        catch
        {
            reply.Dispose();
            throw;
        }
    }

    /// <summary>Sends, away from the caller: a server that does not read makes whoever sends wait.</summary>
    private async ValueTask<PendingRequest> SendAsync(
        MessageCommand command, ReadOnlyMemory<byte> layout, ReadOnlyMemory<byte> data, SafeHandle[]? descriptors)
    {
        Task<PendingRequest> sending =
            Task.Run(() => _connection.Request(command, layout.Span, data.Span, descriptors));
        try
        {
            return await sending.WaitAsync(_limit).ConfigureAwait(false);
        }
        catch (TimeoutException cause)
        {
            // A message of which a part was sent cannot be taken back.
            _connection.Close(cause);
            await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new MigrationException(
                Errno.ETIMEDOUT,
                $"The vfio-user server {_name} has not taken {command} within {_limit.TotalSeconds:0.###} s.",
                cause);
        }
        catch (MigrationException cause)
        {
            throw Gone(command, cause);
        }
    }

    private async ValueTask<IncomingMessage> StopOnCancelAsync(
        Task<IncomingMessage> pending, ushort id, CancellationToken cancel)
    {
        try
        {
            await using CancellationTokenRegistration registration = cancel.UnsafeRegister(_ => Stop(id), null);
            return await pending.ConfigureAwait(false);
        }
        catch (MigrationException cause)
        {
            throw Gone(null, cause);
        }
    }

    private async ValueTask<IncomingMessage> LeaveOnCancelAsync(
        Task<IncomingMessage> pending, MessageCommand command, TimeSpan limit, CancellationToken cancel)
    {
        try
        {
            return await pending.WaitAsync(limit, cancel).ConfigureAwait(false);
        }
        catch (MigrationException cause)
        {
            throw Gone(command, cause);
        }
        catch (Exception cause) when (cause is TimeoutException or OperationCanceledException)
        {
            _ = DisposeLateAsync(pending);
            throw cause is TimeoutException
                ? new MigrationException(
                    Errno.ETIMEDOUT,
                    $"The vfio-user server {_name} has not answered {command} within {limit.TotalSeconds:0.###} s.")
                : new MigrationException(Errno.ECANCELED, $"{command} was cancelled.", cause);
        }
    }

    private void Stop(ushort id)
    {
        if (HasExtensions)
            _ = StopAsync(id);

        async Task StopAsync(ushort message)
        {
            try
            {
                byte[] payload = FeatureMessage.Write(
                    MigSdkFeature.Cancel, Uapi.FeatureOperations.Set, new CancelRequest(message, 0));
                using IncomingMessage reply = await AskAsync(
                    MessageCommand.DeviceFeature, payload, default, least: 0, CancellationToken.None).ConfigureAwait(false);
            }
            catch (MigrationException)
            {
                // The command itself says what has become of it.
            }
        }
    }

    private static async Task DisposeLateAsync(Task<IncomingMessage> pending)
    {
        try
        {
            (await pending.ConfigureAwait(false)).Dispose();
        }
        catch (MigrationException)
        {
            // The connection ended first.
        }
    }

    private void Check(IncomingMessage reply, MessageCommand command, int least)
    {
        if (reply.Header.IsError)
        {
            Errno errno = reply.Header.Error == Errno.None ? Errno.EIO : reply.Header.Error;
            throw new MigrationException(errno, $"The vfio-user server {_name} answers {command} with {errno} ({(int)errno}).");
        }

        if (reply.Payload.Length < least)
        {
            throw new MigrationException(
                Errno.EPROTO,
                $"The vfio-user server {_name} answers {command} with {reply.Payload.Length} bytes, of at least {least}.");
        }
    }

    private MigrationException Gone(MessageCommand? command, MigrationException cause)
    {
        if (!_connection.IsClosed)
            return new MigrationException(cause.Errno, cause.Message, cause);
        string why = _connection.Cause switch
        {
            null => "it has closed the connection",
            ObjectDisposedException => "its client was disposed of",
            { } reason => reason.Message.TrimEnd('.'),
        };
        string what = command is null ? "" : $" ({command} was not answered)";
        return new MigrationException(
            _connection.Cause is TimeoutException ? Errno.ETIMEDOUT : Errno.ECONNRESET,
            $"The vfio-user server {_name} is gone: {why}{what}.",
            _connection.Cause);
    }
}
