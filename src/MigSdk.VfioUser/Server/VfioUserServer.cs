using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MigSdk.VfioUser;

/// <summary>Serves a device to vfio-user clients: one at a time, the next one when the last has gone.</summary>
/// <remarks>
/// <para>
/// A thread of the server's own serves the client and calls the device's handlers. What a client did not send in order
/// ends its connection and nothing else.
/// </para>
/// <para>The socket takes its name when everything is ready: whoever sees it can connect.</para>
/// </remarks>
public sealed class VfioUserServer : IAsyncDisposable
{
    private readonly PciDevice _device;
    private readonly VfioUserServerOptions _options;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SocketPlace? _place;
    private ClientSession? _session;
    private bool _isStopping;

    /// <summary>Prepares a server; <see cref="Start"/> begins.</summary>
    /// <param name="device">The device.</param>
    /// <param name="options">How it is served.</param>
    /// <param name="logger">Where to tell what happens; null for nowhere.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="device"/> or <paramref name="options"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    public VfioUserServer(PciDevice device, VfioUserServerOptions options, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        _device = device;
        _options = options;
        _logger = logger ?? NullLogger.Instance;
    }

    /// <summary>Whether a client is connected.</summary>
    public bool IsClientConnected
    {
        get
        {
            lock (_lock)
                return _session is not null;
        }
    }

    /// <summary>Completes when the server has stopped.</summary>
    public Task Completion => _ended.Task;

    /// <summary>Begins to serve. When it returns, clients can connect.</summary>
    /// <exception cref="IOException">The socket cannot be made; the message says what to do.</exception>
    /// <exception cref="InvalidOperationException">
    /// The server was started or stopped before, or the device has another server.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    public void Start()
    {
        lock (_lock)
        {
            if (_place is not null || _isStopping)
                throw new InvalidOperationException("A server is started once.");
            if (!_device.TryBeginServing())
                throw new InvalidOperationException("The device is being served by another server.");
            try
            {
                _place = SocketPlace.Listen(_options.SocketPath, _options.SocketMode);
            }
            catch
            {
                _device.EndServing();
                throw;
            }
        }

        ServerLog.Listening(_logger, _options.SocketPath);
        new Thread(() => Serve(_place)) { IsBackground = true, Name = "vfio-user " + Path.GetFileName(_options.SocketPath) }.Start();
    }

    /// <summary>Ends the connection of the client, if there is one, and takes no more.</summary>
    /// <param name="cancel">Stops the wait; the server stops all the same.</param>
    /// <returns>A task that completes when the device is not used any more.</returns>
    public async Task StopAsync(CancellationToken cancel = default)
    {
        bool wasStarted;
        lock (_lock)
        {
            wasStarted = _place is not null;
            if (!_isStopping)
            {
                _isStopping = true;
                _place?.Dispose();
                _session?.Stop();
            }
        }

        if (wasStarted)
            await _ended.Task.WaitAsync(cancel).ConfigureAwait(false);
        else
            _ended.TrySetResult();
    }

    /// <summary>Serves until it is cancelled.</summary>
    /// <param name="cancel">Ends it.</param>
    /// <returns>A task that completes when the device is not used any more.</returns>
    /// <exception cref="IOException">The socket cannot be made; the message says what to do.</exception>
    /// <exception cref="InvalidOperationException">
    /// The server was started or stopped before, or the device has another server.
    /// </exception>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        Start();
        await using (cancel.Register(() => _ = StopAsync(CancellationToken.None)).ConfigureAwait(false))
            await _ended.Task.ConfigureAwait(false);
    }

    /// <summary>Stops the server.</summary>
    /// <returns>A task that completes when the device is not used any more.</returns>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private void Serve(SocketPlace place)
    {
        try
        {
            while (place.Accept(_logger) is { } socket)
                ServeClient(socket);
        }
        finally
        {
            _device.EndServing();
            ServerLog.Stopped(_logger, _options.SocketPath);
            _ended.TrySetResult();
        }
    }

    private void ServeClient(Socket socket)
    {
        using var session = new ClientSession(new MessageSocket(socket), _device, _options, _logger);
        lock (_lock)
        {
            if (_isStopping)
                return;
            _session = session;
        }

        try
        {
            ServerLog.Connected(_logger);
            session.Run();
        }
        catch (Exception cause)
        {
            // Whatever it is, it is this client's, and must not keep the next one out.
            ServerLog.Dropped(_logger, cause.Message, cause);
        }
        finally
        {
            lock (_lock)
                _session = null;
        }
    }
}
