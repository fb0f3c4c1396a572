using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>The stream of another device's state that the host writes.</summary>
public interface IResumingStream : IMigrationStream
{
    /// <summary>Writes the next bytes of the stream.</summary>
    /// <param name="data">The bytes, of any number. Unchanged until the returned task completes.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>
    /// A task that completes when the device has taken all of them; over a connection, when they are on their way, and
    /// what the device refuses of them fails a later write or the request for the next state.
    /// </returns>
    /// <exception cref="MigrationException">The device refused the data; ENODEV where the stream is closed.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancel = default);
}
