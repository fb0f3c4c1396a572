using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.FaultCorpus;

/// <summary>
/// 457f73082547, "vfio/pds: Make sure migration file isn't accessed after reset": who still had the file went on to read and
/// write what the driver had given up. Here the host's session refuses that, and the driver's code is not called.
/// </summary>
[Fault(7, "457f73082547", IsHarmless = true)]
public sealed partial class F07UseAfterReset
{
    [Fact]
    public async Task A_read_after_a_reset_is_refused_and_reaches_no_code_of_the_drivers()
    {
        var nic = new Nic();
        var saving = (SavingSession)nic.SetState(StopCopy)!;
        Assert.Equal(ReadOutcome.Bytes, (await saving.ReadAsync(new byte[4])).Outcome);

        nic.Reset();

        Assert.Equal(Errno.ENODEV, (await Assert.ThrowsAsync<MigrationException>(async () => await saving.ReadAsync(new byte[4]))).Errno);
        Assert.Equal(Errno.ENODEV, Assert.Throws<MigrationException>(() => saving.GetPreCopyInfo()).Errno);
        Assert.Equal(1, nic.Touches);
    }

    [Fact]
    public async Task A_write_after_a_reset_is_refused_and_reaches_no_code_of_the_drivers()
    {
        var nic = new Nic();
        var resuming = (ResumingSession)nic.SetState(Resuming)!;

        nic.Reset();

        Assert.Equal(Errno.ENODEV, (await Assert.ThrowsAsync<MigrationException>(async () => await resuming.WriteAsync(new byte[4]))).Errno);
        Assert.Equal(0, nic.Touches);
    }

    [MigrationDriver]
    private sealed partial class Nic
    {
        public int Touches { get; private set; }

        [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
        private void Move()
        {
        }

        [Arc(Stop, StopCopy)]
        private SavingSession BeginSaving() => SavingSession.FromChunks(_ => Produce().ToAsyncEnumerable());

        [Arc(Stop, Resuming)]
        private ResumingSession BeginResuming() => ResumingSession.FromSink((_, _) =>
        {
            Touches++;
            return default;
        });

        private IEnumerable<ReadOnlyMemory<byte>> Produce()
        {
            for (; ; )
            {
                Touches++;
                yield return new byte[4];
            }
        }
    }
}
