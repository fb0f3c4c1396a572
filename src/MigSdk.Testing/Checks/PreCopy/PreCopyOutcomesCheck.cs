using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class PreCopyOutcomesCheck : Check
{
    private const int Reads = 64;

    internal override ConformanceCheck Name => ConformanceCheck.PreCopyOutcomes;

    internal override string Law =>
        "A drained stream says 'no data yet' in PRE_COPY states only; its end comes in STOP_COPY "
        + "only, for good (vfio.h, PRE_COPY).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Sessions];

    internal override async Task RunAsync(CheckRun run)
    {
        await run.CaseAsync($"{StopCopy}", async () =>
        {
            Subject subject = await run.CreateAsync("device");
            await subject.SetStateAsync(StopCopy);
            await ExpectEndAsync(subject);
        });

        foreach (MigrationState state in run.Plan.PreCopyStates)
        {
            await run.CaseAsync($"{state} -> {StopCopy}", () => ReadAsync(run, state));
            await run.CaseAsync($"{state} -> {StopCopy} while the host waits for data", () => WaitAsync(run, state));
        }
    }

    private static async Task ReadAsync(CheckRun run, MigrationState state)
    {
        Subject subject = await run.CreateAsync("device");
        await subject.BringToAsync(state);
        await DrainAsync(subject);
        await subject.SetStateAsync(StopCopy);
        await ExpectEndAsync(subject);
    }

    private static async Task WaitAsync(CheckRun run, MigrationState state)
    {
        Subject subject = await run.CreateAsync("device");
        await subject.BringToAsync(state);
        await DrainAsync(subject);
        ISavingStream stream = subject.Saving;
        using var cancel = new CancellationTokenSource();
        Task wait = subject.WaitForDataAsync(stream, cancel.Token);
        await cancel.CancelAsync();
        try
        {
            await wait;
        }
        catch (Exception cause) when (cause is OperationCanceledException or MigrationException { Errno: Errno.ECANCELED })
        {
            // As it should be, here and over a connection; it may also have had something to tell.
        }

        wait = subject.WaitForDataAsync(stream, CancellationToken.None);
        await subject.SetStateAsync(StopCopy);
        await wait;
        await ExpectEndAsync(subject);
    }

    private static async Task DrainAsync(Subject subject)
    {
        var bytes = new ArrayBufferWriter<byte>();
        for (int i = 0; i < Reads; i++)
        {
            SessionRead read = await subject.ReadIntoAsync(subject.Saving, bytes, [], Subject.DefaultBuffer);
            if (read.Outcome == ReadOutcome.EndOfStream)
                throw new CheckFailedException("bytes or 'no data yet' in a PRE_COPY state", "the end of the stream");
            if (read.Outcome == ReadOutcome.NoDataYet)
                break;
        }

        subject.Trace.Add($"{bytes.WrittenCount} bytes read");
    }

    private static async Task ExpectEndAsync(Subject subject)
    {
        ISavingStream stream = subject.Saving;
        await subject.ReadToEndAsync(new ArrayBufferWriter<byte>(), []);
        for (int i = 0; i < 3; i++)
        {
            SessionRead read = await subject.ReadAsync(stream, new byte[16]);
            if (read.Outcome != ReadOutcome.EndOfStream)
                throw new CheckFailedException("the end of the stream for good", $"{read.Outcome} after it");
        }

        try
        {
            if (await subject.EstimateAsync(stream) is { } info)
                throw new CheckFailedException("no estimates in STOP_COPY (EINVAL)", info.ToString());
        }
        catch (MigrationException refusal)
        {
            if (refusal.Errno != Errno.EINVAL)
                throw new CheckFailedException("EINVAL for estimates in STOP_COPY", refusal.Errno.ToString(), refusal);
        }
    }
}
