using System;
using System.Collections.Generic;
using System.Linq;
using MigSdk;
using Samples.Devices;
using static MigSdk.MigrationState;

namespace Samples.HisiAccStyle;

/// <summary>
/// A driver in the manner of hisi_acc: PRE_COPY without P2P. While the device works only the match data are sent, by
/// which the destination tells whether it can take the rest.
/// </summary>
[MigrationDriver(MigrationFeatures.PreCopy)]
public sealed partial class HisiAccDriver(Device device)
{
    [Arc(Running, Stop), Arc(PreCopy, StopCopy)]
    private void Quiesce() => device.Stop();

    [Arc(Stop, Running)]
    private void Restart() => device.Start();

    [Arc(Running, PreCopy), Arc(Stop, StopCopy)]
    private SavingSession BeginSaving()
    {
        // Nothing of a session is kept in the driver: what outlived it would be there in the next migration.
        SavingSession? session = null;
        session = SavingSession.FromChunks(
            opened => Produce(opened).ToAsyncEnumerable(),
            () => new PreCopyInfo(Math.Max(0, DeviceStreamWriter.HeaderBytes - session!.BytesTransferred), 0));
        return session;
    }

    [Arc(PreCopy, Running), Arc(StopCopy, Stop)]
    private void EndSaving()
    {
        // The SDK closes the session; the device has nothing to do.
    }

    // The source is still running when the match data come: a mismatch is refused then, not after it was stopped.
    [Arc(Stop, Resuming)]
    private StagedResumingSession BeginResuming() => new(device, refusesEarly: true);

    [Arc(Resuming, Stop)]
    private void Apply(StagedResumingSession session) => device.Load(session.Complete());

    [OnReset]
    private void ResetDevice() => device.Reset();

    [StopCopyLength]
    private long EstimateStopCopy() => device.StreamBytes;

    private IEnumerable<ReadOnlyMemory<byte>> Produce(SavingSession session)
    {
        var writer = new DeviceStreamWriter(device);
        byte[] matchData = new byte[DeviceStreamWriter.HeaderBytes];
        writer.WriteHeader(matchData);
        yield return matchData;

        while (session.IsPreCopy)
            yield return ReadOnlyMemory<byte>.Empty;

        foreach (ReadOnlyMemory<byte> chunk in writer.WriteStoppedState())
            yield return chunk;
    }
}
