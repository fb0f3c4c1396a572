using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Uapi;

/// <summary>
/// Shows a driver to a host of the v1 protocol: a region whose first 32 bytes are a <see cref="V1RegionHeader"/> and whose
/// data section carries the stream chunk by chunk.
/// </summary>
/// <remarks>
/// <para>
/// In v1 every device has pre-copy. A driver without <see cref="MigrationFeatures.PreCopy"/> stays in RUNNING for it, and has
/// nothing to read there.
/// </para>
/// <para>
/// Saving: read pending_bytes; where it is not 0 read data_offset, data_size and the data, and read pending_bytes again,
/// which lets go of this chunk and brings the next. Resuming: read data_offset, write the data, write data_size. Each chunk
/// becomes one write to the driver's session, in the order and sizes in which it was read.
/// </para>
/// <para>Accesses are carried out one at a time.</para>
/// </remarks>
/// <typeparam name="TDriver">The driver's class, whose static answers are used.</typeparam>
public sealed class V1MigrationRegion<TDriver>
    where TDriver : class, IMigrationDriver
{
    private readonly TDriver _driver;
    private readonly V1DataSection _data;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private V1DeviceState _foreignBits;
    private bool _isEmptyPreCopy;

    /// <summary>Shows a driver to a v1 host.</summary>
    /// <param name="driver">The driver. Nobody else may drive it meanwhile.</param>
    /// <param name="maxChunk">The most that is transferred at once, in bytes; 1 MiB by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="driver"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxChunk"/> is below 1.</exception>
    public V1MigrationRegion(TDriver driver, int maxChunk = 1 << 20)
    {
        ArgumentNullException.ThrowIfNull(driver);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxChunk, 1);
        _driver = driver;
        _data = new V1DataSection(maxChunk);
    }

    /// <summary>Where the data section begins in the region, in bytes: behind a page of its own, so that it can be mapped.</summary>
    public static int DataOffset => 4096;

    /// <summary>The region's size in bytes.</summary>
    public int Size => DataOffset + _data.Capacity;

    /// <summary>What the state register shows.</summary>
    public V1DeviceState State => StateBits | _foreignBits;

    private V1DeviceState StateBits =>
        V1StateBits.FromV2(_driver.State) | (_isEmptyPreCopy ? V1DeviceState.Saving : V1DeviceState.Stop);

    /// <summary>Reads from the region.</summary>
    /// <param name="offset">Where, in bytes from the region's begin.</param>
    /// <param name="destination">
    /// Where to put the bytes: 4 for the state, 8 for the other registers, any number within the data section.
    /// </param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>A task that completes when the bytes are there.</returns>
    /// <exception cref="MigrationException">
    /// EINVAL for an access that no register has, outside the region, or to the data section outside a session; else the
    /// driver's errno.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async ValueTask ReadAsync(ulong offset, Memory<byte> destination, CancellationToken cancel = default)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            switch (offset, destination.Length)
            {
                case (V1RegionHeader.StateOffset, sizeof(uint)):
                    MemoryMarshal.Write(destination.Span, State);
                    break;
                case (V1RegionHeader.PendingBytesOffset, sizeof(ulong)):
                    ulong pending = await _data.AcknowledgeAsync(cancel).ConfigureAwait(false);
                    MemoryMarshal.Write(destination.Span, pending);
                    break;
                case (V1RegionHeader.DataOffsetOffset, sizeof(ulong)):
                    await _data.CommitAsync(cancel).ConfigureAwait(false);
                    MemoryMarshal.Write(destination.Span, (ulong)DataOffset);
                    break;
                case (V1RegionHeader.DataSizeOffset, sizeof(ulong)):
                    MemoryMarshal.Write(destination.Span, (ulong)_data.ChunkSize);
                    break;
                default:
                    _data.Section(PositionIn(offset, destination.Length), destination.Length).CopyTo(destination);
                    break;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes to the region.</summary>
    /// <param name="offset">Where, in bytes from the region's begin.</param>
    /// <param name="source">The bytes: 4 for the state, 8 for data_size, any number within the data section.</param>
    /// <param name="cancel">Stops the wait, and a transition after the step that is in flight.</param>
    /// <returns>A task that completes when the write has taken effect.</returns>
    /// <exception cref="MigrationException">
    /// EINVAL for an access that no register has, outside the region, to the data section outside RESUMING, or for a state
    /// that is invalid or cannot be reached from here: nothing has changed. Otherwise the driver's errno; the host reads the
    /// state again to see where the device is.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async ValueTask WriteAsync(ulong offset, ReadOnlyMemory<byte> source, CancellationToken cancel = default)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            switch (offset, source.Length)
            {
                case (V1RegionHeader.StateOffset, sizeof(uint)):
                    await SetStateAsync(MemoryMarshal.Read<V1DeviceState>(source.Span), cancel).ConfigureAwait(false);
                    break;
                case (V1RegionHeader.DataSizeOffset, sizeof(ulong)):
                    await _data.DeliverAsync(MemoryMarshal.Read<ulong>(source.Span), cancel).ConfigureAwait(false);
                    break;
                default:
                    source.CopyTo(_data.WritableSection(PositionIn(offset, source.Length), source.Length));
                    break;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Brings the device back to RUNNING, and the region to what it is at first.</summary>
    /// <returns>A task that completes when the reset has taken effect.</returns>
    /// <exception cref="MigrationException">The driver's errno.</exception>
    public async ValueTask ResetAsync()
    {
        // Before the turn is taken: it ends a transition or an access of the data section that is in flight.
        ValueTask reset = _driver.ResetAsync();
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await reset.ConfigureAwait(false);
        }
        finally
        {
            _foreignBits = V1DeviceState.Stop;
            _isEmptyPreCopy = false;
            _data.End();
            _turn.Release();
        }
    }

    private async ValueTask SetStateAsync(V1DeviceState asked, CancellationToken cancel)
    {
        if (!V1StateBits.IsValid(asked) || V1StateBits.ToV2(asked) is not { } target)
            throw new MigrationException(Errno.EINVAL, $"The bits {(uint)(asked & V1DeviceState.Mask):b3} are no state that can be asked for.");

        bool isPreCopy = target == MigrationState.PreCopy;
        if (isPreCopy && (StateBits & V1DeviceState.Mask) == V1DeviceState.Saving)
            throw new MigrationException(Errno.EINVAL, "There is no way from stop-and-copy back to pre-copy.");
        bool isEmptyPreCopy = isPreCopy && !TDriver.Features.HasFlag(MigrationFeatures.PreCopy);
        await DriveAsync(isEmptyPreCopy ? MigrationState.Running : target, cancel).ConfigureAwait(false);
        _isEmptyPreCopy = isEmptyPreCopy;
        _foreignBits = asked & ~V1DeviceState.Mask;
    }

    private async ValueTask DriveAsync(MigrationState target, CancellationToken cancel)
    {
        MigrationSession? opened = null;
        try
        {
            opened = await _driver.SetStateAsync(target, cancel).ConfigureAwait(false);
        }
        finally
        {
            if (opened is not null)
                _data.Begin(opened);
            else
                _data.EndIfClosed();

            // A failed transition may have left RUNNING.
            _isEmptyPreCopy &= _driver.State == MigrationState.Running;
        }
    }

    private int PositionIn(ulong offset, int length)
    {
        if (offset < (ulong)DataOffset || offset > (ulong)Size || (ulong)length > (ulong)Size - offset)
        {
            throw new MigrationException(
                Errno.EINVAL,
                $"No register is {length} bytes long at {offset}, and the data section is from {DataOffset} to {Size}. "
                + "Registers are read and written as a whole.");
        }

        return (int)offset - DataOffset;
    }
}
