using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>The stream of a device's state that the host reads.</summary>
public interface ISavingStream : IMigrationStream
{
    /// <summary>Reads the next bytes of the stream.</summary>
    /// <param name="buffer">Where to put them; at least one byte long.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>Bytes, no data yet (PRE_COPY states only), or end of stream (STOP_COPY only, and permanent).</returns>
    /// <exception cref="MigrationException">The device's errno; ENODEV where the stream is closed.</exception>
    ValueTask<SessionRead> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default);

    /// <summary>Waits, after a read has found no data yet, until another is worth while.</summary>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>A task that completes when the host should read again.</returns>
    /// <exception cref="MigrationException">ENODEV where the stream is or gets closed.</exception>
    ValueTask WaitForDataAsync(CancellationToken cancel = default);

    /// <summary>
    /// The device's estimates of what is left to read while it runs (<c>VFIO_MIG_GET_PRECOPY_INFO</c>).
    /// </summary>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>Bytes of initial and of dirty data; null where the device has no such operation (vfio-user).</returns>
    /// <exception cref="MigrationException">EINVAL outside PRE_COPY states; otherwise the device's errno.</exception>
    ValueTask<PreCopyInfo?> GetPreCopyInfoAsync(CancellationToken cancel = default);
}
