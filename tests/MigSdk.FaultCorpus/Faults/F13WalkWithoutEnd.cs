using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.FaultCorpus;

/// <summary>
/// <c>vfio_mig_get_next_state()</c> before the guard in its loop over states that a driver lacks: a request for STOP_COPY to
/// PRE_COPY or PRE_COPY_P2P, for which the table says ERROR, was looked up for ever. Here a pair without a path has an answer
/// that is found when the driver is compiled, and the request is refused.
/// </summary>
[Fault(13, "`vfio_main.c` before its guard", IsHarmless = true)]
public sealed partial class F13WalkWithoutEnd
{
    [Fact]
    public Task A_blocked_pair_is_refused_with_PRE_COPY() => IsRefused(new Flags5(), PreCopy, Flags5.TryGetNextState(StopCopy, PreCopy, out _));

    [Theory]
    [InlineData(PreCopy)]
    [InlineData(PreCopyP2P)]
    public Task A_blocked_pair_is_refused_with_P2P_too(MigrationState target) =>
        IsRefused(new Flags7(), target, Flags7.TryGetNextState(StopCopy, target, out _));

    [Fact]
    public void Every_walk_ends() => Assert.All(All(), pair =>
    {
        MigrationState state = pair.From;
        for (int steps = 0; state != pair.To && Flags7.TryGetNextState(state, pair.To, out state); steps++)
            Assert.InRange(steps, 0, 7);
    });

    private static async Task IsRefused(IMigrationDriver driver, MigrationState target, bool hasNext)
    {
        await driver.SetStateAsync(StopCopy);

        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(async () => await driver.SetStateAsync(target));
        Assert.Equal((Errno.EINVAL, StopCopy, false), (failure.Errno, failure.State, hasNext));
    }

    private static IEnumerable<(MigrationState From, MigrationState To)> All() =>
        from start in Enum.GetValues<MigrationState>() from target in Enum.GetValues<MigrationState>() select (start, target);

    [MigrationDriver(MigrationFeatures.PreCopy)]
    private sealed partial class Flags5
    {
        [Arc(Running, Stop), Arc(Stop, Running), Arc(PreCopy, StopCopy), Arc(PreCopy, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
        private void Move()
        {
        }

        [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
        private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

        [Arc(Stop, Resuming)]
        private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(8);
    }

    [MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
    private sealed partial class Flags7
    {
        [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
        [Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy), Arc(PreCopyP2P, StopCopy), Arc(Resuming, Stop)]
        [Arc(StopCopy, Stop), Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P)]
        private void Move()
        {
        }

        [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
        private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

        [Arc(Stop, Resuming)]
        private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(8);
    }
}
