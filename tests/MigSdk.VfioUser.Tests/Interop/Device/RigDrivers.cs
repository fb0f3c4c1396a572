using System;
using System.Linq;
using static MigSdk.MigrationState;

namespace MigSdk.VfioUser.Tests.Interop.Device;

/// <summary>The device's memory, as its migration sees it.</summary>
internal sealed record RigMemory(Func<byte[]> Capture, Action<byte[]> Apply, int Bytes);

/// <summary>Flags 1.</summary>
[MigrationDriver]
internal sealed partial class StopCopyRig(RigMemory memory)
{
    [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)]
    private void DoNothing()
    {
    }

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() =>
        SavingSession.FromChunks(session => RigStream.Produce(session, memory.Capture).ToAsyncEnumerable());

    [Arc(Stop, Resuming)]
    private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(4 * (RigStream.HeadBytes + memory.Bytes));

    [Arc(Resuming, Stop)]
    private void Apply(BufferedResumingSession session) =>
        memory.Apply(RigStream.Parse(session.Data.Span, memory.Bytes));
}

/// <summary>Flags 5, what the vfio-user protocol was made for.</summary>
[MigrationDriver(MigrationFeatures.PreCopy)]
internal sealed partial class PreCopyRig(RigMemory memory)
{
    [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(PreCopy, Running), Arc(PreCopy, StopCopy)]
    private void DoNothing()
    {
    }

    [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
    private SavingSession BeginSaving() =>
        SavingSession.FromChunks(session => RigStream.Produce(session, memory.Capture).ToAsyncEnumerable());

    [Arc(Stop, Resuming)]
    private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(4 * (RigStream.HeadBytes + memory.Bytes));

    [Arc(Resuming, Stop)]
    private void Apply(BufferedResumingSession session) =>
        memory.Apply(RigStream.Parse(session.Data.Span, memory.Bytes));
}
