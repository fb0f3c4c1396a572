using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.FaultCorpus;

/// <summary>
/// cb04444c243c, "vfio/mlx5: Fix unwind flows in mlx5vf_pci_save/resume_device_data()": on its error path the driver freed a
/// migration file that releasing the file had freed already. Here no driver can close a session: the SDK does it, once.
/// </summary>
[Fault(1, "cb04444c243c", StoppedBy = ["CS1061"], IsHarmless = true)]
public sealed partial class F01SessionOwnership
{
    private const string Faulty =
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver]
        public sealed partial class Nic
        {
            [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
            private void Move() { }

            [Arc(Stop, StopCopy)]
            private SavingSession BeginSaving()
            {
                var session = new NicSaving();
                try
                {
                    Suspend();
                }
                catch
                {
                    session.Close();
                    throw;
                }

                return session;
            }

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.Buffered(8);

            private static void Suspend() => throw new MigrationException(Errno.EIO);
        }

        public sealed class NicSaving : SavingSession
        {
            protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) => new(0);
        }
        """;

    [Fact]
    public Task A_driver_cannot_close_a_session() =>
        Rendition.IsStopped<F01SessionOwnership>(Faulty, Faulty.Edit("session.Close();", ""));

    [Fact]
    public void A_session_whose_handler_fails_is_released_once()
    {
        var nic = new Nic();

        Assert.Throws<TransitionException<MigrationState>>(() => nic.SetState(StopCopy));
        Assert.Equal((Stop, 1), (nic.State, nic.Releases));

        nic.Reset();
        Assert.Equal(1, nic.Releases);
    }

    [MigrationDriver]
    private sealed partial class Nic
    {
        public int Releases { get; private set; }

        [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
        private void Move()
        {
        }

        [Arc(Stop, StopCopy)]
        private SavingSession BeginSaving()
        {
            var session = new NicSaving(this);
            Suspend();
            return session;
        }

        [Arc(Stop, Resuming)]
        private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(8);

        private static void Suspend() => throw new MigrationException(Errno.EIO);

        private sealed class NicSaving(Nic nic) : SavingSession
        {
            protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) => new(0);

            protected override void OnClosed() => nic.Releases++;
        }
    }
}
