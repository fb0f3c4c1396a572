using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>
/// Migrates a device to another host over a stream: <see cref="LiveMigration"/>, with a destination that a
/// <see cref="MigrationReceiver"/> at the other end drives.
/// </summary>
/// <remarks>
/// <para>
/// What <see cref="LiveMigration"/> promises holds here too, however the connection ends. Before the destination was
/// asked to run, a lost connection brings the source back; the receiver resets its device and never runs it. After it
/// was asked and before it has answered, nobody at this end can know: the source stays stopped in STOP_COPY with
/// everything that it held, the failure says <see cref="RunningSide.Unknown"/>, and the receiver's own report says
/// whether its device runs. Both reports bear the same id.
/// </para>
/// <para>
/// The stream has to be one that keeps the order, such as a TCP or Unix socket's, or an
/// <see cref="System.Net.Security.SslStream"/> over it. Without TLS anybody on the way can read and change the state.
/// The stream is not disposed of; do so afterwards, so that the receiver sees its end.
/// </para>
/// </remarks>
public static class MigrationSender
{
    /// <summary>Migrates a device to the receiver at the other end of a stream.</summary>
    /// <param name="source">The device that runs. Nobody else may drive it meanwhile.</param>
    /// <param name="stream">The connection to a <see cref="MigrationReceiver"/>. Nobody else may use it.</param>
    /// <param name="options">How the migration is carried out; the defaults where it is null.</param>
    /// <param name="link">How the connection is kept; the defaults where it is null.</param>
    /// <param name="progress">Is told how far it is, as with <see cref="LiveMigration"/>.</param>
    /// <param name="cancel">
    /// Brings the source back to RUNNING, unless the destination runs already. Then it is ignored.
    /// </param>
    /// <returns>What was done; the destination runs and the source is stopped.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="source"/> or <paramref name="stream"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="LiveMigrationException">
    /// As with <see cref="LiveMigration"/>, and ECONNRESET where the connection was lost, ETIMEDOUT where the receiver
    /// was silent for too long, EPROTO where the other end does not keep to the protocol, or the receiver's errno where
    /// it refuses or ends the migration.
    /// </exception>
    public static async Task<LiveMigrationResult> RunAsync(
        IMigrationBackend source,
        Stream stream,
        LiveMigrationOptions? options = null,
        LinkOptions? link = null,
        IProgress<MigrationProgress>? progress = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new LiveMigrationOptions();
        options.ThrowIfContradictory();
        var run = new SendingRun(source, stream, options, link ?? new LinkOptions(), progress);
        await using (run.ConfigureAwait(false))
            return await run.RunAsync(cancel).ConfigureAwait(false);
    }
}
