using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>
/// One device that can be migrated, whatever lies between it and the host: a driver in this process, a vfio-user
/// socket, or the kernel.
/// </summary>
/// <remarks>
/// <para>
/// A back end may be asked from any thread. It carries out one request at a time, in the order in which they come.
/// </para>
/// <para>
/// What a request's task says is final: when it has failed, the request changes nothing any more, and a request that
/// took effect succeeds even if it was cancelled meanwhile. <see cref="LiveMigration"/> decides by that which side may
/// run. A back end that cannot keep the promise, because it has lost its device, fails in <see cref="GetStateAsync"/>
/// as well.
/// </para>
/// </remarks>
public interface IMigrationBackend
{
    /// <summary>What the device supports. Does not change.</summary>
    MigrationFeatures Features { get; }

    /// <summary>Every transition that the device can be asked for. Does not change.</summary>
    TransitionSet<MigrationState> SupportedTransitions { get; }

    /// <summary>The state in which the device is.</summary>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>The state.</returns>
    /// <exception cref="MigrationException">The device does not answer.</exception>
    ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default);

    /// <summary>Asks the device to go to a state (<c>VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE</c>).</summary>
    /// <param name="target">The state to reach. The current state is a target too and does nothing.</param>
    /// <param name="cancel">Asks the device to stop where it is.</param>
    /// <returns>
    /// The stream that this request opened (<see cref="ISavingStream"/> or <see cref="IResumingStream"/>), else null.
    /// </returns>
    /// <exception cref="MigrationException">
    /// EINVAL where the transition is not supported; ECANCELED after cancellation or a reset; otherwise the device's
    /// errno. The state may be the one before, or any on the way.
    /// </exception>
    ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default);

    /// <summary>
    /// Brings the device back to RUNNING from any state, without what it held (<c>VFIO_DEVICE_RESET</c>).
    /// </summary>
    /// <param name="cancel">Stops the wait; the reset takes effect all the same.</param>
    /// <returns>A task that completes when the reset has taken effect.</returns>
    /// <exception cref="MigrationException">The reset failed.</exception>
    ValueTask ResetAsync(CancellationToken cancel = default);

    /// <summary>
    /// The device's estimate, in bytes, of its stream in STOP_COPY (<c>VFIO_DEVICE_FEATURE_MIG_DATA_SIZE</c>).
    /// </summary>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>The estimate; null where the device gives none.</returns>
    /// <exception cref="MigrationException">The device does not answer.</exception>
    ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default);

    /// <summary>The states through which the device goes on its way to a target. Only for what hosts display.</summary>
    /// <param name="from">The state in which it is asked.</param>
    /// <param name="target">The state that it is asked for.</param>
    /// <returns>
    /// The states after <paramref name="from"/>; the target alone where the back end does not know more.
    /// </returns>
    IReadOnlyList<MigrationState> GetPath(MigrationState from, MigrationState target) => from == target ? [] : [target];
}
