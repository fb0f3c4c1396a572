using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
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
    private Staging BeginResuming() => new(new byte[4 * (RigStream.HeadBytes + memory.Bytes)]);

    [Arc(Resuming, Stop)]
    private void Apply(Staging session) => memory.Apply(RigStream.Parse(session.Data, memory.Bytes));

    // Room for everything from the beginning: what a message costs must be the server's alone.
    private sealed class Staging(byte[] room) : ResumingSession
    {
        private int _count;

        internal ReadOnlySpan<byte> Data => room.AsSpan(0, _count);

        protected override ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
        {
            if (data.Length > room.Length - _count)
                throw new MigrationException(Errno.E2BIG, "The stream is longer than any of this device.");
            data.CopyTo(room.AsMemory(_count));
            _count += data.Length;
            return ValueTask.CompletedTask;
        }
    }
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
