using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.FaultCorpus;

/// <summary>
/// 8512ed256334, "vfio/pds: Always clear the save/restore FDs on reset": a reset to RUNNING kept the files unless the device
/// had been in ERROR. Here the driver below does nothing about its sessions at a reset, and they are closed all the same.
/// </summary>
[Fault(6, "8512ed256334", IsHarmless = true)]
public sealed partial class F06SessionOverReset
{
    [Theory]
    [InlineData(StopCopy)]
    [InlineData(Resuming)]
    public void A_reset_closes_the_session_in_whatever_state(MigrationState state)
    {
        var nic = new Nic();
        MigrationSession session = nic.SetState(state)!;

        nic.Reset();

        Assert.Equal((Running, true, 1), (nic.State, session.IsClosed, nic.Releases));
    }

    [Fact]
    public void A_reset_out_of_the_error_state_has_none_left_to_close()
    {
        var nic = new Nic { FailsFatally = true };
        MigrationSession session = nic.SetState(Resuming)!;

        Assert.Equal(Error, Assert.Throws<TransitionException<MigrationState>>(() => nic.SetState(Stop)).State);
        Assert.Equal((true, 1), (session.IsClosed, nic.Releases));

        nic.Reset();
        Assert.Equal((Running, 1), (nic.State, nic.Releases));
    }

    [MigrationDriver]
    private sealed partial class Nic
    {
        public bool FailsFatally { get; init; }

        public int Releases { get; private set; }

        [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)]
        private void Move()
        {
        }

        [Arc(Stop, StopCopy)]
        private NicSaving BeginSaving() => new(this);

        [Arc(Stop, Resuming)]
        private NicResuming BeginResuming() => new(this);

        [Arc(Resuming, Stop)]
        private void Apply()
        {
            if (FailsFatally)
                throw new MigrationException(Errno.EIO, "The firmware does not answer.") { Fatal = true };
        }

        private sealed class NicSaving(Nic nic) : SavingSession
        {
            protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) => new(0);

            protected override void OnClosed() => nic.Releases++;
        }

        private sealed class NicResuming(Nic nic) : ResumingSession
        {
            protected override ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel) => default;

            protected override void OnClosed() => nic.Releases++;
        }
    }
}
