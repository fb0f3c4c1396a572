using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>Migrates a running device to another one, in QEMU's order for the features of each end.</summary>
/// <remarks>
/// <para>
/// The destination never runs unless the source has stopped, and it is never made to run after the source was brought
/// back. A migration that fails says which side runs: <see cref="LiveMigrationException.RunningSide"/>.
/// </para>
/// <para>
/// "Runs", of the destination, means that it works on the source's state. Its initial state, before RESUMING and after
/// a reset, is RUNNING too, but with nothing in it.
/// </para>
/// <para>
/// The commit point is the destination's first running state. Before it, cancellation and every failure bring the
/// source back to RUNNING (by request if possible, else by a reset, which loses what it held) and reset the
/// destination. After it nothing is cancelled, and the source is neither started nor reset, since a reset leads to
/// RUNNING too. Where the destination fails so that it may have run for a moment, it is reset and the source stays
/// stopped in STOP_COPY, with everything that it held, for the host to decide.
/// </para>
/// </remarks>
public static class LiveMigration
{
    /// <summary>Migrates a device.</summary>
    /// <param name="source">The device that runs. Nobody else may drive it meanwhile.</param>
    /// <param name="destination">A device in its initial state, with the same or with other features. Likewise.</param>
    /// <param name="options">How it is carried out; the defaults where it is null.</param>
    /// <param name="progress">
    /// Is told how far it is, on the migration's own flow of control. What it throws ends a migration that is not yet
    /// committed.
    /// </param>
    /// <param name="cancel">
    /// Brings the source back to RUNNING, unless the destination runs already. Then it is ignored.
    /// </param>
    /// <returns>What was done; the destination runs and the source is stopped.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="source"/> or <paramref name="destination"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">Both are the same, or the options contradict each other.</exception>
    /// <exception cref="LiveMigrationException">
    /// EOPNOTSUPP where an end lacks a transition that is needed, and EBUSY where an end is not in RUNNING (nothing has
    /// changed); ECANCELED after cancellation; ETIMEDOUT after a time limit; EPROTO where the source's stream breaks
    /// the rules; EBADF where a request gave a stream that does not belong to it; otherwise the errno of the device.
    /// </exception>
    public static Task<LiveMigrationResult> RunAsync(
        IMigrationBackend source,
        IMigrationBackend destination,
        LiveMigrationOptions? options = null,
        IProgress<MigrationProgress>? progress = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        Preconditions.ThrowIfSame(source, destination);
        options ??= new LiveMigrationOptions();
        options.ThrowIfContradictory();
        return new MigrationRun(source, destination, options, progress).RunAsync(cancel);
    }
}
