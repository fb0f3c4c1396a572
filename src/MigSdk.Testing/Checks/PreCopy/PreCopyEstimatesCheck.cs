using System.Buffers;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class PreCopyEstimatesCheck : Check
{
    private const int Reads = 4096;
    private const int Rounds = 20;

    // Between an estimate and a read the device may write: that counts only if it happens again and again.
    private const int MaxSurprises = 5;

    internal override ConformanceCheck Name => ConformanceCheck.PreCopyEstimates;

    internal override string Law =>
        "initial_bytes falls to 0 as it is read; dirty_bytes says what has changed since (vfio.h, "
        + "VFIO_MIG_GET_PRECOPY_INFO).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.PreCopyOutcomes];

    internal override string? WhyNot(Lab lab) => lab.Plan.HasPreCopy ? null : "The device has no PRE_COPY states.";

    internal override async Task RunAsync(CheckRun run)
    {
        foreach (MigrationState state in run.Plan.PreCopyStates)
        {
            await run.CaseAsync($"{state}, a device without work", () => DrainAsync(run, state));
            await run.CaseAsync($"{state}, a device with work", () => FollowAsync(run, state));
        }
    }

    private static async Task DrainAsync(CheckRun run, MigrationState state)
    {
        Subject subject = await run.CreateAsync("device");
        await subject.BringToAsync(state);
        if (await subject.EstimateAsync(subject.Saving) is not { } first)
        {
            run.Note("The device gives no estimates.");
            return;
        }

        PreCopyInfo last = first;
        var bytes = new ArrayBufferWriter<byte>();
        bool isDrained = false;
        for (int i = 0; i < Reads && !isDrained; i++)
        {
            SessionRead read = await subject.ReadIntoAsync(subject.Saving, bytes, [], Subject.DefaultBuffer);
            isDrained = read.Outcome != ReadOutcome.Bytes;
            PreCopyInfo info = await AskAsync(subject);
            if (info.InitialBytes < 0 || info.DirtyBytes < 0)
                throw new CheckFailedException("estimates of 0 or more", info.ToString());
            if (info.InitialBytes > last.InitialBytes)
                throw new CheckFailedException($"initial_bytes to fall from {last.InitialBytes}", $"{info.InitialBytes}");
            last = info;
        }

        subject.Trace.Add($"{bytes.WrittenCount} bytes read");
        if (bytes.WrittenCount > 0 && first is { InitialBytes: 0, DirtyBytes: 0 })
            throw new CheckFailedException("estimates above 0 at first", $"0, and {bytes.WrittenCount} bytes to be read");
        if (isDrained && last is not { InitialBytes: 0, DirtyBytes: 0 })
            throw new CheckFailedException("estimates of 0 once the stream is drained", last.ToString());
    }

    private static async Task FollowAsync(CheckRun run, MigrationState state)
    {
        Subject subject = await run.CreateAsync("device");
        await subject.BringToAsync(state);
        if (await subject.EstimateAsync(subject.Saving) is null)
            return;
        int announced = 0;
        int surprises = 0;
        var bytes = new ArrayBufferWriter<byte>();
        for (int i = 0; i < Rounds; i++)
        {
            await subject.WorkAsync();
            PreCopyInfo info = await AskAsync(subject);
            SessionRead read = await subject.ReadIntoAsync(subject.Saving, bytes, [], Subject.DefaultBuffer);
            bool isAnnounced = info.InitialBytes + info.DirtyBytes > 0;
            if (isAnnounced && read.Outcome != ReadOutcome.Bytes)
                throw new CheckFailedException($"bytes to be read, as announced by {info}", read.Outcome.ToString());
            announced += isAnnounced && i > 0 ? 1 : 0;
            surprises += !isAnnounced && read.Outcome == ReadOutcome.Bytes ? 1 : 0;
        }

        if (surprises >= MaxSurprises && announced == 0)
        {
            throw new CheckFailedException(
                "dirty_bytes to follow what is written", $"0 each time, and {surprises} times bytes to be read");
        }
    }

    private static async Task<PreCopyInfo> AskAsync(Subject subject)
    {
        try
        {
            return await subject.EstimateAsync(subject.Saving) ?? default;
        }
        catch (MigrationException failure)
        {
            throw new CheckFailedException("estimates in a PRE_COPY state", Text.Of(failure), failure);
        }
    }
}
