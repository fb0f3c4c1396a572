using System;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.FaultCorpus;

/// <summary>
/// fe3dd71db2b8, "vfio/mlx5: fix error code in mlx5vf_precopy_ioctl()", and 70be6f322860, an error pointer that was
/// dereferenced: an error came back as success or as a pointer, and somebody took it for one. Here a failure is an exception
/// with an errno; a session that is none is a warning of nullable analysis, and refused at run time.
/// </summary>
[Fault(5, "fe3dd71db2b8, 70be6f322860", StoppedBy = ["CS8603"], IsHarmless = true)]
public sealed partial class F05ErrorTyping
{
    private const string Faulty =
        """
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver]
        public sealed partial class Nic
        {
            public bool IsFirmwareUp { get; set; }

            [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
            private void Move() { }

            [Arc(Stop, StopCopy)]
            private SavingSession BeginSaving()
            {
                if (!IsFirmwareUp)
                    return null;
                return SavingSession.FromBlock(new byte[8]);
            }

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.Buffered(8);
        }
        """;

    [Fact]
    public Task A_handler_cannot_return_an_error_in_place_of_a_session() => Rendition.IsStopped<F05ErrorTyping>(
        Faulty, Faulty.Edit("return null;", "throw new MigrationException(Errno.EIO);"));

    [Fact]
    public void A_session_that_is_none_fails_the_transition()
    {
        var nic = new Nic { Session = () => null! };

        var failure = Assert.Throws<TransitionException<MigrationState>>(() => nic.SetState(PreCopy));
        Assert.Equal((Errno.EIO, Running), (failure.Errno, nic.State));
    }

    [Theory]
    [InlineData(false, Errno.EIO)]
    [InlineData(true, Errno.ENOSPC)]
    public void What_the_estimate_throws_reaches_the_host_as_an_errno(bool saysErrno, Errno expected)
    {
        var nic = new Nic
        {
            Session = () => SavingSession.FromChunks(
                _ => throw new NotSupportedException(),
                () => saysErrno ? throw new MigrationException(Errno.ENOSPC) : throw new FormatException()),
        };
        var saving = (SavingSession)nic.SetState(PreCopy)!;

        Assert.Equal(expected, Assert.Throws<MigrationException>(() => saving.GetPreCopyInfo()).Errno);
    }

    [MigrationDriver(MigrationFeatures.PreCopy)]
    private sealed partial class Nic
    {
        public required Func<SavingSession> Session { get; init; }

        [Arc(Running, Stop), Arc(Stop, Running), Arc(PreCopy, StopCopy), Arc(PreCopy, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
        private void Move()
        {
        }

        [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
        private SavingSession BeginSaving() => Session();

        [Arc(Stop, Resuming)]
        private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(8);
    }
}
