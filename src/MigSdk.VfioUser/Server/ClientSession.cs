using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>One client, from its first message to its last.</summary>
/// <remarks>
/// Commands are taken one after another by the thread that runs the session. Those of a migration may wait for the driver;
/// others go on meanwhile, and a reset and a cancellation reach the driver at once.
/// </remarks>
internal sealed class ClientSession : IDisposable
{
    // How many waits and resets may be in progress at once.
    private const int MaxBeside = 64;

    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(1);

    private readonly MessageConnection _connection;
    private readonly PciDevice _device;
    private readonly VfioUserServerOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lifetime = new();
    private readonly Cancellations _cancellations = new();
    private readonly MigrationLane _lane;
    private readonly RegionCommands _regions;
    private readonly LoggingCommands _logging;
    private readonly long _beganAt = Environment.TickCount64;
    private MessageConnection? _twin;
    private DmaCommands? _dma;
    private MigrationCommands? _migration;
    private Agreement? _agreement;
    private int _beside;

    internal ClientSession(MessageSocket socket, PciDevice device, VfioUserServerOptions options, ILogger logger)
    {
        _connection = new MessageConnection(socket, options.ToLimits());
        _device = device;
        _options = options;
        _logger = logger;
        _lane = new MigrationLane(CarryOutInLaneAsync);
        _regions = new RegionCommands(device, options.MaxDataTransferSize);
        _logging = new LoggingCommands(device.Logging, options.MaxDataTransferSize);
    }

    /// <summary>Serves the client until it goes, is dropped, or <see cref="Stop"/> is called.</summary>
    internal void Run()
    {
        using (new Timer(_ => Watch(), null, WatchPeriod, WatchPeriod))
        {
            while (_connection.TryReceiveCommand(out IncomingMessage? command))
                Handle(command);
        }

        if (_connection.Cause is { } cause)
            ServerLog.Dropped(_logger, cause.Message, cause);
        else
            ServerLog.Gone(_logger);
        End();
    }

    /// <summary>Ends the connection, from any thread.</summary>
    internal void Stop() => _connection.Close();

    public void Dispose()
    {
        _connection.Dispose();
        _twin?.Dispose();
        _lifetime.Dispose();
    }

    private void End()
    {
        _connection.Close();
        _twin?.Close();
        _lifetime.Cancel();
        _cancellations.CancelAll();
        _lane.Drain();
        SpinWait.SpinUntil(() => Volatile.Read(ref _beside) == 0);
        _device.DropClient();
        try
        {
            DeviceRecovery.AfterClientAsync(_device, _options.ClientGone).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception cause)
        {
            ServerLog.RecoveryFailed(_logger, cause);
        }
    }

    private void Watch()
    {
        if (_agreement is null && _options.HandshakeTimeout != Timeout.InfiniteTimeSpan
            && Environment.TickCount64 - _beganAt > _options.HandshakeTimeout.TotalMilliseconds)
        {
            _connection.Close(new TimeoutException("The client did not send VERSION in time."));
        }

        if (_options.ResponseTimeout == Timeout.InfiniteTimeSpan)
            return;
        long patience = (long)_options.ResponseTimeout.TotalMilliseconds;
        if (_connection.OldestWait > patience || _twin?.OldestWait > patience)
        {
            var cause = new TimeoutException("The client neither answers nor reads.");
            _connection.Close(cause);
            _twin?.Close(cause);
        }
    }

    /// <summary>Carries a command out, or has it carried out; the command is disposed by whoever does it.</summary>
    private void Handle(IncomingMessage command)
    {
        MessageCommand kind = command.Header.Command;
        if (_agreement is not null && kind is MessageCommand.MigDataRead or MessageCommand.MigDataWrite
            or MessageCommand.DeviceFeature or MessageCommand.DeviceReset)
        {
            HandleMigration(command);
            return;
        }

        try
        {
            Dispatch(new Answer(_connection, command));
        }
        catch (Exception cause)
        {
            Refuse(command.Header, cause);
        }
        finally
        {
            command.Dispose();
        }
    }

    private void Dispatch(Answer answer)
    {
        MessageCommand kind = answer.Command.Header.Command;
        if (_agreement is null && kind != MessageCommand.Version)
        {
            _connection.Close(new ProtocolException($"The client's first message is {kind}, not VERSION."));
            return;
        }

        switch (kind)
        {
            case MessageCommand.RegionRead:
                _regions.Read(answer);
                break;
            case MessageCommand.RegionWrite:
                _regions.Write(answer);
                break;
            case MessageCommand.RegionWriteMulti:
                _regions.WriteMulti(answer);
                break;
            case MessageCommand.DmaMap:
                _dma!.Map(answer);
                break;
            case MessageCommand.DmaUnmap:
                _dma!.Unmap(answer);
                break;
            case MessageCommand.DeviceGetInfo:
                InfoCommands.DeviceInfo(answer);
                break;
            case MessageCommand.DeviceGetRegionInfo:
                InfoCommands.RegionInfo(answer, _device);
                break;
            case MessageCommand.DeviceGetRegionIoFds:
                InfoCommands.RegionIoFds(answer, _device);
                break;
            case MessageCommand.DeviceGetIrqInfo:
                InfoCommands.IrqInfo(answer, _device);
                break;
            case MessageCommand.DeviceSetIrqs:
                InfoCommands.SetIrqs(answer, _device);
                break;
            case MessageCommand.Version:
                Agree(answer);
                break;
            default:
                throw new MigrationException(Errno.ENOSYS, $"There is no command {(int)kind} for a server.");
        }
    }

    private void Agree(Answer answer)
    {
        if (_agreement is not null)
            throw new MigrationException(Errno.EINVAL, "VERSION comes once.");
        Agreement agreement;
        VersionMessage reply;
        try
        {
            (agreement, reply) = Agreement.Of(VersionMessage.Parse(answer.Payload), _options, _device.Migration is not null);
        }
        catch (MigrationException cause)
        {
            Refuse(answer.Command.Header, cause);
            _connection.Close(cause);
            return;
        }

        SafeFileHandle? twinEnd = null;
        if (agreement.WantsTwinSocket)
        {
            (MessageSocket own, twinEnd) = MessageSocket.CreatePair();
            // Nobody may send commands there, so that none may wait.
            _twin = new MessageConnection(own, _options.ToLimits() with { MaxWaitingCommands = 0 });
        }

        using (twinEnd)
        {
            var link = new GuestLink(_twin ?? _connection, agreement.ClientMaxTransfer);
            _dma = new DmaCommands(_device.Memory, link, _options);
            if (_device.Migration is { } port)
                _migration = new MigrationCommands(port, agreement.IsExtended, _options.MaxDataTransferSize);
            _agreement = agreement;
            ServerLog.Agreed(_logger, reply.Major, reply.Minor, agreement.ClientMaxTransfer, agreement.IsExtended);
            answer.WithBytes(reply.ToBytes(), twinEnd);
        }
    }

    private void HandleMigration(IncomingMessage command)
    {
        try
        {
            if (command.Header.Command == MessageCommand.DeviceReset)
            {
                RunBeside(command, MigrationStep.Reset);
                return;
            }

            if (command.Header.Command == MessageCommand.DeviceFeature)
            {
                HandleFeature(new Answer(_connection, command));
                return;
            }

            if (_migration is null)
                throw new MigrationException(Errno.EINVAL, "The device cannot be migrated.");
            RunInLane(command);
        }
        catch (Exception cause)
        {
            Refuse(command.Header, cause);
            command.Dispose();
        }
    }

    private void HandleFeature(Answer answer)
    {
        DeviceFeatureHeader header = answer.Read<DeviceFeatureHeader>();
        bool isExtended = _agreement!.IsExtended;
        FeatureOperations supported = FeatureTable.OperationsOf(header.Feature, _device.Migration, isExtended);
        int dataSize = FeatureTable.DataSizeOf(header.Feature);
        if (!FeatureRules.TryAdmit(header, supported, dataSize, out Errno errno))
        {
            if (errno != Errno.None)
            {
                throw new MigrationException(
                    errno, $"DEVICE_FEATURE {(int)header.Feature} is not to be had with flags 0x{header.Flags:x}.");
            }

            // A probe that succeeds is repeated.
            answer.WithBytes(answer.Payload);
            answer.Command.Dispose();
            return;
        }

        bool isSet = header.Operations.HasFlag(FeatureOperations.Set);
        bool hasData = isSet || header.Feature == DeviceFeature.DmaLoggingReport;
        if (hasData && answer.Payload.Length - DeviceFeatureHeader.Size < dataSize)
            throw new MigrationException(Errno.EINVAL, $"DEVICE_FEATURE {(int)header.Feature} lacks its {dataSize} bytes of data.");
        if (header.Feature == DeviceFeature.MigDeviceState && isSet)
            RunInLane(answer.Command);
        else if (header.Feature == MigSdkFeature.WaitForData)
            RunBeside(answer.Command, MigrationStep.WaitForData);
        else
            Give(answer, header.Feature);
    }

    private void Give(Answer answer, DeviceFeature feature)
    {
        switch (feature)
        {
            case DeviceFeature.Migration:
                _migration!.GetFeatures(answer);
                break;
            case DeviceFeature.MigDeviceState:
                _migration!.GetState(answer);
                break;
            case DeviceFeature.MigDataSize:
                _migration!.GetDataSize(answer);
                break;
            case DeviceFeature.DmaLoggingStart:
                _logging.Start(answer);
                break;
            case DeviceFeature.DmaLoggingStop:
                _logging.Stop(answer);
                break;
            case DeviceFeature.DmaLoggingReport:
                _logging.Report(answer);
                break;
            case MigSdkFeature.Transitions:
                _migration!.GetTransitions(answer);
                break;
            case MigSdkFeature.PreCopyInfo:
                _migration!.GetPreCopyInfo(answer);
                break;
            default:
                _cancellations.Cancel(Wire.Read<CancelRequest>(answer.Payload[DeviceFeatureHeader.Size..]).MessageId);
                answer.WithBytes(answer.Payload);
                break;
        }

        answer.Command.Dispose();
    }

    private async ValueTask ResetAsync(Answer answer)
    {
        await DeviceRecovery.ResetAsync(_device).ConfigureAwait(false);
        answer.Done();
    }

    private void RunInLane(IncomingMessage command)
    {
        // The protocol's own clients know no cancellation, and need nothing to be kept for it.
        CancellationTokenSource? cancellation = _agreement!.IsExtended ? _cancellations.Begin(command.Header.Id) : null;
        _lane.Submit(command, cancellation);
    }

    private ValueTask CarryOutInLaneAsync(IncomingMessage command, CancellationTokenSource? cancellation) =>
        CarryOutAsync(
            command,
            command.Header.Command switch
            {
                MessageCommand.MigDataRead => MigrationStep.Read,
                MessageCommand.MigDataWrite => MigrationStep.Write,
                _ => MigrationStep.SetState,
            },
            cancellation);

    private void RunBeside(IncomingMessage command, MigrationStep step)
    {
        if (Volatile.Read(ref _beside) >= MaxBeside)
            throw new MigrationException(Errno.EBUSY, $"{MaxBeside} commands are in progress.");
        Interlocked.Increment(ref _beside);
        _ = RunAsync();

        async Task RunAsync()
        {
            await CarryOutAsync(command, step, _cancellations.Begin(command.Header.Id)).ConfigureAwait(false);
            Interlocked.Decrement(ref _beside);
        }
    }

    private async ValueTask CarryOutAsync(IncomingMessage command, MigrationStep step, CancellationTokenSource? cancellation)
    {
        try
        {
            var answer = new Answer(_connection, command);
            CancellationToken cancel = cancellation?.Token ?? _lifetime.Token;
            ValueTask work = step switch
            {
                MigrationStep.Read => _migration!.ReadAsync(answer, cancel),
                MigrationStep.Write => _migration!.WriteAsync(answer, cancel),
                MigrationStep.SetState => _migration!.SetStateAsync(answer, cancel),
                MigrationStep.WaitForData => _migration!.WaitForDataAsync(answer, cancel),
                _ => ResetAsync(answer),
            };
            await work.ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            Refuse(command.Header, cause);
        }
        finally
        {
            if (cancellation is not null)
                _cancellations.End(cancellation, isKept: step is MigrationStep.Read or MigrationStep.Write);
            command.Dispose();
        }
    }

    private void Refuse(MessageHeader command, Exception cause)
    {
        Errno errno = cause switch
        {
            MigrationException { Errno: not Errno.None } failure => failure.Errno,
            OperationCanceledException => Errno.ECANCELED,
            OutOfMemoryException => Errno.ENOMEM,
            _ => Errno.EIO,
        };
        if (errno == Errno.EIO)
            ServerLog.DeviceFailed(_logger, command.Command, cause);
        else
            ServerLog.Refused(_logger, command.Command, errno, cause.Message);
        try
        {
            _connection.ReplyError(command, errno);
        }
        catch (MigrationException)
        {
            // The client has gone, and hears nothing any more.
        }
    }
}
