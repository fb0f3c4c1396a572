using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;

namespace Samples.Devices;

/// <summary>
/// Takes a device's stream into an image beside the device, as it comes: what is left to do when the stream is complete
/// does not depend on the size of the memory.
/// </summary>
/// <param name="device">The device that is to take over the state.</param>
/// <param name="refusesEarly">
/// Whether a wrong stream is refused by the write that shows it. Otherwise <see cref="Complete"/> refuses it.
/// </param>
public sealed class StagedResumingSession(Device device, bool refusesEarly = false) : ResumingSession
{
    private readonly DeviceStreamReader _reader = new(device);

    /// <summary>Ends the stream, in the handler of the arc that leaves RESUMING.</summary>
    /// <returns>The image, to be applied.</returns>
    /// <exception cref="MigrationException">EINVAL: the stream is not acceptable.</exception>
    public DeviceImage Complete() => _reader.Complete();

    /// <inheritdoc/>
    protected override ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        _reader.Add(data.Span);
        if (refusesEarly)
            _reader.ThrowIfFaulty();
        return ValueTask.CompletedTask;
    }
}
