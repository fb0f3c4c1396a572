using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>The back end for a device behind a vfio-user socket.</summary>
/// <remarks>
/// <para>
/// With a MigSdk server it is exact. With any other one it has what the protocol has: no P2P states, no estimates, no
/// telling which transitions there are beyond the features, and a read that finds nothing in PRE_COPY may be made again
/// after a while. A request to another server cannot be stopped: its host waits for it, or leaves it behind.
/// </para>
/// <para>The client stays its owner's.</para>
/// </remarks>
public sealed class VfioUserBackend : IMigrationBackend
{
    private readonly VfioUserClient _client;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private VfioUserStream? _stream;

    private VfioUserBackend(
        VfioUserClient client, MigrationFeatures features, TransitionSet<MigrationState> transitions)
    {
        _client = client;
        Features = features;
        SupportedTransitions = transitions;
    }

    /// <inheritdoc />
    public MigrationFeatures Features { get; }

    /// <inheritdoc />
    public TransitionSet<MigrationState> SupportedTransitions { get; }

    /// <summary>Learns what the device behind a client supports.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The back end. A device that cannot migrate has no features and no transitions.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    /// <exception cref="MigrationException">
    /// The server's errno; ECONNRESET where it is gone, EPROTO where its answers make no sense.
    /// </exception>
    public static async Task<VfioUserBackend> OpenAsync(VfioUserClient client, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        MigrationFeatures features = await GetFeaturesAsync(client, cancel).ConfigureAwait(false);
        if (client.HasExtensions && features != MigrationFeatures.None)
        {
            TransitionSet<MigrationState> transitions = await client.GetFeatureAsync(
                MigSdkFeature.Transitions,
                static reply => TransitionMatrix.Parse(FeatureMessage.DataOf(reply)),
                least: 0,
                cancel).ConfigureAwait(false);
            return new VfioUserBackend(client, features, transitions);
        }

        features = ForeignTransitions.Features(features);
        return new VfioUserBackend(client, features, ForeignTransitions.Of(features));
    }

    /// <inheritdoc />
    public ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default) => GetAsync(
        DeviceFeature.MigDeviceState,
        static reply => Wire.Read<DeviceState>(FeatureMessage.DataOf(reply)).State,
        Unsafe.SizeOf<DeviceState>(),
        cancel);

    /// <inheritdoc />
    public async ValueTask<IMigrationStream?> SetStateAsync(
        MigrationState target, CancellationToken cancel = default)
    {
        await TakeTurnAsync(target, cancel).ConfigureAwait(false);
        try
        {
            // Somebody else may have reset the device, so that what it was last asked for here says nothing.
            MigrationState from = await GetStateAsync(cancel).ConfigureAwait(false);
            byte[] payload = FeatureMessage.Write(
                DeviceFeature.MigDeviceState, FeatureOperations.Set, new DeviceState(target, -1));
            using (IncomingMessage reply = await _client.Connection.AskPatientlyAsync(
                MessageCommand.DeviceFeature, payload, default, least: 0, Impatience.Stops, cancel)
                .ConfigureAwait(false))
            {
                return Arrive(from, target);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask ResetAsync(CancellationToken cancel = default)
    {
        await _client.ResetAsync(cancel).ConfigureAwait(false);
        Close();
    }

    /// <inheritdoc />
    public async ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default)
    {
        if (!_client.HasExtensions)
            return null;
        return await TryGetAsync(
            DeviceFeature.MigDataSize,
            static reply => (long)Math.Min(
                Wire.Read<MigDataSize>(FeatureMessage.DataOf(reply)).StopCopyLength, long.MaxValue),
            Unsafe.SizeOf<MigDataSize>(),
            cancel).ConfigureAwait(false);
    }

    /// <summary>Whether a stream is the one that the device has open now.</summary>
    internal async ValueTask<bool> IsOpenAsync(VfioUserStream stream, CancellationToken cancel)
    {
        // In turn: between the answer to a request and what it means here nobody asks.
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            MigrationState state = await GetStateAsync(cancel).ConfigureAwait(false);
            return ReferenceEquals(stream, _stream) && SessionOf(state) == stream.Kind;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Reads a feature; it may have to wait for a transition that is on its way.</summary>
    internal async ValueTask<T> GetAsync<T>(
        DeviceFeature feature, Func<IncomingMessage, T> read, int least, CancellationToken cancel)
    {
        byte[] payload = FeatureMessage.Write(feature, FeatureOperations.Get, least);
        using IncomingMessage reply = await _client.Connection.AskPatientlyAsync(
            MessageCommand.DeviceFeature,
            payload,
            default,
            DeviceFeatureHeader.Size + least,
            Impatience.Leaves,
            cancel).ConfigureAwait(false);
        return read(reply);
    }

    /// <summary>The same of a feature that the device need not have: then it is null.</summary>
    internal async ValueTask<T?> TryGetAsync<T>(
        DeviceFeature feature, Func<IncomingMessage, T> read, int least, CancellationToken cancel)
        where T : struct
    {
        try
        {
            return await GetAsync(feature, read, least, cancel).ConfigureAwait(false);
        }
        catch (MigrationException cause) when (cause.Errno == Errno.ENOTTY)
        {
            return null;
        }
    }

    private static async ValueTask<MigrationFeatures> GetFeaturesAsync(VfioUserClient client, CancellationToken cancel)
    {
        try
        {
            return await client.GetFeatureAsync(
                DeviceFeature.Migration,
                static reply => Wire.Read<MigrationFlags>(FeatureMessage.DataOf(reply)).Flags,
                Unsafe.SizeOf<MigrationFlags>(),
                cancel).ConfigureAwait(false);
        }
        catch (MigrationException cause) when (
            cause.Errno is Errno.ENOTTY or Errno.EOPNOTSUPP or Errno.ENOSYS or Errno.EINVAL && !client.IsLost)
        {
            // So servers say that they do not know of migration.
            return MigrationFeatures.None;
        }
    }

    private async ValueTask TakeTurnAsync(MigrationState target, CancellationToken cancel)
    {
        try
        {
            await _turn.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException cause)
        {
            throw new MigrationException(Errno.ECANCELED, $"-> {target} was cancelled before it began.", cause);
        }
    }

    /// <summary>The stream that a request has opened, if it has; the one that it has closed is closed here too.</summary>
    private VfioUserStream? Arrive(MigrationState from, MigrationState target)
    {
        SessionKind kind = SessionOf(target);
        if (SessionOf(from) == kind)
        {
            if (_stream is not null)
                _stream.State = target;
            return null;
        }

        Close();
        _stream = kind switch
        {
            SessionKind.Saving => new VfioUserSavingStream(this, _client) { State = target },
            SessionKind.Resuming => new VfioUserResumingStream(this, _client) { State = target },
            _ => null,
        };
        return _stream;
    }

    private void Close() => Interlocked.Exchange(ref _stream, null)?.Close();

    private static SessionKind SessionOf(MigrationState state) => state switch
    {
        MigrationState.PreCopy or MigrationState.PreCopyP2P or MigrationState.StopCopy => SessionKind.Saving,
        MigrationState.Resuming => SessionKind.Resuming,
        _ => SessionKind.None,
    };
}
