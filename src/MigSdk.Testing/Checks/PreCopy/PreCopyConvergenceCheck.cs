using System.Buffers;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class PreCopyConvergenceCheck : Check
{
    private const int Times = 8;
    private const int Slack = 64 * 1024;
    private const int Rounds = 64;

    internal override ConformanceCheck Name => ConformanceCheck.PreCopyConvergence;

    internal override string Law =>
        "What does not change is sent once: a device that does nothing comes to 'no data yet', and "
        + "no write is lost (vfio.h, PRE_COPY).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.PreCopyOutcomes, ConformanceCheck.RoundTrip];

    internal override string? WhyNot(Lab lab) => lab.Plan.HasPreCopy ? null : "The device has no PRE_COPY states.";

    internal override async Task RunAsync(CheckRun run)
    {
        foreach (MigrationState state in run.Plan.PreCopyStates)
        {
            await run.CaseAsync($"{state}, a device without work", () => DrainAsync(run, state));
            await run.CaseAsync($"{state} -> {StopCopy}, a device at work all the while", () => MoveAtWorkAsync(run, state));
        }
    }

    private static async Task DrainAsync(CheckRun run, MigrationState state)
    {
        Subject subject = await run.CreateAsync("device");
        SavedStream whole = await subject.SaveAsync(Stop);
        await subject.ResetAsync();
        await subject.BringToAsync(state);
        long bound = ((long)Times * whole.Bytes.Length) + Slack;
        var bytes = new ArrayBufferWriter<byte>();
        while (true)
        {
            SessionRead read = await subject.ReadIntoAsync(subject.Saving, bytes, [], Subject.DefaultBuffer);
            if (read.Outcome != ReadOutcome.Bytes)
                break;
            if (bytes.WrittenCount > bound)
            {
                throw new CheckFailedException(
                    "'no data yet' some time, where nothing changes",
                    $"{bytes.WrittenCount} bytes, and the whole state has {whole.Bytes.Length}");
            }
        }
    }

    private static async Task MoveAtWorkAsync(CheckRun run, MigrationState state)
    {
        Subject source = await run.CreateAsync("source");
        Subject destination = await run.CreateAsync("destination");
        await source.WorkAsync(3);
        await source.BringToAsync(state);
        var bytes = new ArrayBufferWriter<byte>();
        using (var stopped = CancellationTokenSource.CreateLinkedTokenSource(run.Lab.Cancel))
        {
            Task work = WorkUntilAsync(source, stopped.Token);
            for (int i = 0; i < Rounds && bytes.WrittenCount < run.Settings.MaxStreamBytes / 2; i++)
                await source.ReadIntoAsync(source.Saving, bytes, [], Subject.DefaultBuffer);
            await stopped.CancelAsync();
            await work;
        }

        source.Trace.Add($"{bytes.WrittenCount} bytes of pre-copy while it worked");
        await source.SetStateAsync(StopCopy);
        await source.ReadToEndAsync(bytes, []);
        object? snapshot = run.Settings.HasSnapshot ? await source.SnapshotAsync() : null;
        await destination.LoadAsync(bytes.WrittenMemory);
        await RoundTrips.ExpectEqualAsync(destination, new SavedStream([], [], snapshot));
    }

    private static async Task WorkUntilAsync(Subject source, CancellationToken stopped)
    {
        do
        {
            await source.WorkAsync();
            await Task.Delay(1, CancellationToken.None);
        }
        while (!stopped.IsCancellationRequested);
    }
}
