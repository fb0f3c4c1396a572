using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class PeerQuiescenceCheck : Check
{
    internal override ConformanceCheck Name => ConformanceCheck.PeerQuiescence;

    internal override string Law =>
        "In the P2P states a device runs but starts no new DMA to peers (vfio.h, VFIO_DEVICE_STATE_RUNNING_P2P).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Transitions];

    internal override string? WhyNot(Lab lab) =>
        !lab.Plan.HasP2P ? "The device has no P2P states."
        : lab.Settings.HasPeerActivity ? null : "The options have no PeerActivity.";

    internal override async Task RunAsync(CheckRun run)
    {
        foreach (MigrationState state in run.Plan.P2PStates)
            await run.CaseAsync($"{state}", () => WatchAsync(run, state));
    }

    private static async Task WatchAsync(CheckRun run, MigrationState state)
    {
        Subject subject = await run.CreateAsync("device");
        long before = await subject.PeerActivityAsync();
        await subject.WorkAsync(3);
        bool isActive = await Waiting.GrowsAsync(subject.PeerActivityAsync, before, subject.Lab.Settings.Patience);
        if (!isActive)
        {
            throw new CheckFailedException(
                "PeerActivity to grow in RUNNING after Work, so that there is something to see", "it does not");
        }

        await subject.BringToAsync(state);
        before = await subject.PeerActivityAsync();
        await subject.WorkAsync(3);
        await Waiting.ExpectStillAsync(subject, subject.PeerActivityAsync, "PeerActivity");
        if (await subject.PeerActivityAsync() != before)
            throw new CheckFailedException($"PeerActivity to stand still at {before} while the device works", "it has grown");

        await subject.SetStateAsync(MigrationState.Running);
        await subject.WorkAsync(3);
        if (!await Waiting.GrowsAsync(subject.PeerActivityAsync, before, subject.Lab.Settings.Patience))
            throw new CheckFailedException("PeerActivity to grow again in RUNNING", $"it stays at {before}");
    }
}
