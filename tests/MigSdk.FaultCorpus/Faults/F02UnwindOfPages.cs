using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.FaultCorpus;

/// <summary>
/// 22e87bf3f77c, "vfio/mlx5: Fix an unwind issue in mlx5vf_add_migration_pages()": an allocation that failed half-way did not
/// give back what it had by then. Pages that the session takes itself are released with it, also if it was never finished;
/// those that a handler takes before there is a session are MIG4001.
/// </summary>
[Fault(2, "22e87bf3f77c", StoppedBy = ["MIG4001"], IsHarmless = true)]
public sealed partial class F02UnwindOfPages
{
    private const string Faulty =
        """
        using System;
        using System.Buffers;
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
                IMemoryOwner<byte> page = MemoryPool<byte>.Shared.Rent(4096);
                MapForDevice();
                return new PageSaving(page);
            }

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.Buffered(8);

            private static void MapForDevice() => throw new MigrationException(Errno.ENOMEM);
        }

        public sealed class PageSaving(IMemoryOwner<byte> page) : SavingSession
        {
            protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) => new(0);

            protected override void OnClosed() => page.Dispose();
        }
        """;

    [Fact]
    public Task Pages_that_nobody_owns_yet() => Rendition.IsStopped<F02UnwindOfPages>(
        Faulty,
        Faulty.Edit("IMemoryOwner<byte> page = MemoryPool<byte>.Shared.Rent(4096);", "var session = new PageSaving(MemoryPool<byte>.Shared.Rent(4096));")
            .Edit("return new PageSaving(page);", "return session;"));

    [Fact]
    public void A_session_that_fails_half_way_through_its_construction_gives_back_what_it_has()
    {
        var nic = new Nic { FailsAtPage = 3 };

        Assert.Equal(Errno.ENOMEM, Assert.Throws<TransitionException<MigrationState>>(() => nic.SetState(StopCopy)).Errno);
        Assert.Equal((3, 3), (nic.Taken, nic.GivenBack));
    }

    [MigrationDriver]
    private sealed partial class Nic
    {
        public int FailsAtPage { get; init; }

        public int Taken { get; private set; }

        public int GivenBack { get; private set; }

        [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
        private void Move()
        {
        }

        [Arc(Stop, StopCopy)]
        private PageSaving BeginSaving() => new(this);

        [Arc(Stop, Resuming)]
        private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(8);

        private byte[] TakePage(int index)
        {
            if (index == FailsAtPage)
                throw new MigrationException(Errno.ENOMEM);
            Taken++;
            return new byte[16];
        }

        private sealed class PageSaving : SavingSession
        {
            private readonly Nic _nic;
            private readonly List<byte[]> _pages = [];

            public PageSaving(Nic nic)
            {
                _nic = nic;
                for (int i = 0; i < 8; i++)
                    _pages.Add(nic.TakePage(i));
            }

            protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) => new(0);

            protected override void OnClosed() => _nic.GivenBack += _pages.Count;
        }
    }
}
