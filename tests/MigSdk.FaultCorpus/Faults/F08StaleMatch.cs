using System.Threading.Tasks;
using Xunit;

namespace MigSdk.FaultCorpus;

/// <summary>
/// 8c6ac1730a97, "hisi_acc_vfio_pci: resolve duplicate migration states": <c>match_done</c> outlived its migration, so that
/// the next one skipped the match, and with it what comes after. MIG4002 says so of the field; kept in the session it cannot
/// outlive it.
/// </summary>
[Fault(8, "8c6ac1730a97", StoppedBy = ["MIG4002"])]
public sealed class F08StaleMatch
{
    private const string Faulty =
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver(MigrationFeatures.PreCopy)]
        public sealed partial class Accelerator
        {
            private bool _matchDone;

            [Arc(Running, Stop), Arc(Stop, Running), Arc(PreCopy, StopCopy), Arc(PreCopy, Running), Arc(StopCopy, Stop)]
            private void Move() { }

            [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
            private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming()
            {
                return ResumingSession.FromSink(AcceptAsync);
            }

            private ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
            {
                CheckMatch(data);
                return default;
            }

            private void CheckMatch(ReadOnlyMemory<byte> data)
            {
                if (_matchDone)
                    return;
                if (data.Span[0] != 42)
                    throw new MigrationException(Errno.EINVAL, "The stream is of another device.");
                _matchDone = true;
            }

            [Arc(Resuming, Stop)]
            private void Load()
            {
                if (!_matchDone)
                    throw new MigrationException(Errno.EINVAL, "The stream ended before the match.");
            }
        }
        """;

    [Fact]
    public Task A_flag_that_outlives_its_migration() => Rendition.IsStopped<F08StaleMatch>(
        Faulty, Faulty.Edit("    return ResumingSession.FromSink(AcceptAsync);", "    _matchDone = false;\n        return ResumingSession.FromSink(AcceptAsync);"));
}
