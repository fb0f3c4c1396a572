using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using Samples.Devices;
using static MigSdk.MigrationState;

namespace Samples.PdsStyle;

/// <summary>
/// A driver in the manner of pds: P2P without PRE_COPY, and a firmware that carries out commands, so that its handlers
/// are asynchronous.
/// </summary>
/// <param name="device">The device that it drives.</param>
/// <param name="firmwareLatency">How long the firmware takes to begin with a command.</param>
[MigrationDriver(MigrationFeatures.P2P)]
public sealed partial class PdsDriver(Device device, TimeSpan firmwareLatency)
{
    private readonly Firmware _firmware = new(device, firmwareLatency);

    /// <summary>A driver whose firmware takes a millisecond to begin with a command.</summary>
    /// <param name="device">The device that it drives.</param>
    public PdsDriver(Device device)
        : this(device, TimeSpan.FromMilliseconds(1))
    {
    }

    [Arc(Running, RunningP2P)]
    private ValueTask SuspendPeerAsync(CancellationToken cancel) =>
        _firmware.ExecuteAsync(FirmwareCommand.SuspendPeer, cancel);

    [Arc(RunningP2P, Stop)]
    private ValueTask SuspendFullAsync(CancellationToken cancel) =>
        _firmware.ExecuteAsync(FirmwareCommand.SuspendFull, cancel);

    [Arc(Stop, RunningP2P)]
    private ValueTask ResumeFullAsync(CancellationToken cancel) =>
        _firmware.ExecuteAsync(FirmwareCommand.ResumeFull, cancel);

    [Arc(RunningP2P, Running)]
    private ValueTask ResumePeerAsync(CancellationToken cancel) =>
        _firmware.ExecuteAsync(FirmwareCommand.ResumePeer, cancel);

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() => SavingSession.FromChunks(_ => Produce().ToAsyncEnumerable());

    [Arc(StopCopy, Stop)]
    private void EndSaving()
    {
        // The SDK closes the session; the device has nothing to do.
    }

    [Arc(Stop, Resuming)]
    private StagedResumingSession BeginResuming() => new(device);

    [Arc(Resuming, Stop)]
    private void Restore(StagedResumingSession session) => device.Load(session.Complete());

    [OnReset]
    private void ResetDevice() => device.Reset();

    [StopCopyLength]
    private long EstimateStopCopy() => device.StreamBytes;

    private IEnumerable<ReadOnlyMemory<byte>> Produce()
    {
        var writer = new DeviceStreamWriter(device);
        byte[] header = new byte[DeviceStreamWriter.HeaderBytes];
        writer.WriteHeader(header);
        yield return header;

        foreach (ReadOnlyMemory<byte> chunk in writer.WriteStoppedState())
            yield return chunk;
    }
}
