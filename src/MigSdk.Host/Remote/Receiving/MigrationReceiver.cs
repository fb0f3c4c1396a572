using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>Takes in a device that a <see cref="MigrationSender"/> at the other end of a stream migrates.</summary>
/// <remarks>
/// <para>
/// The destination never runs unless the sender has said so, after its source has stopped and with the number of bytes
/// that the destination has to have taken. If the connection is lost before that, the destination is reset. If it is
/// lost after that, the destination runs, since the source will not go on: the order is the commit point.
/// </para>
/// <para>
/// The sender may be anybody: frames are limited in size and number, and what does not keep to the protocol ends the
/// migration with EPROTO. Who may send is the caller's to decide, by TLS with client certificates or by the socket's
/// permissions.
/// </para>
/// <para>The stream is not disposed of; do so afterwards, so that the sender sees its end.</para>
/// </remarks>
public static class MigrationReceiver
{
    /// <summary>Receives one migration.</summary>
    /// <param name="destination">A device in its initial state. Nobody else may drive it meanwhile.</param>
    /// <param name="stream">The connection to a <see cref="MigrationSender"/>. Nobody else may use it.</param>
    /// <param name="options">How it is received; the defaults where it is null.</param>
    /// <param name="progress">
    /// Is told how far it is: the sender's phases, rounds, rate and estimates, and this end's bytes and requests. What
    /// it throws ends a migration that is not yet committed.
    /// </param>
    /// <param name="cancel">Ends the migration, unless the sender has said that the device is to run.</param>
    /// <returns>What was done; the destination runs.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="destination"/> or <paramref name="stream"/> is null.
    /// </exception>
    /// <exception cref="MigrationReceiverException">
    /// ECONNRESET where the connection was lost before the destination was to run, ETIMEDOUT where the sender was silent
    /// for too long, EPROTO where it does not keep to the protocol, EBUSY where the destination is not in RUNNING,
    /// ECANCELED after cancellation; otherwise the errno of the device or of the sender's last word.
    /// </exception>
    public static async Task<MigrationReceiverResult> RunAsync(
        IMigrationBackend destination,
        Stream stream,
        MigrationReceiverOptions? options = null,
        IProgress<MigrationProgress>? progress = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(stream);
        var run = new ReceivingRun(destination, stream, options ?? new MigrationReceiverOptions(), progress);
        await using (run.ConfigureAwait(false))
            return await run.RunAsync(cancel).ConfigureAwait(false);
    }
}
