using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class AbandonmentCheck : Check
{
    private const int DrainReads = 32;

    private enum Phase
    {
        BeforeTheFirstRead,
        AfterAFewBytes,
        AfterAllThereIs,
    }

    internal override ConformanceCheck Name => ConformanceCheck.Abandonment;

    internal override string Law =>
        "A migration may be given up in any phase: the arc out of the saving group ends it, and the "
        + "device goes on (vfio.h, the FSM).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.RoundTrip];

    internal override async Task RunAsync(CheckRun run)
    {
        foreach (MigrationState state in run.Plan.States.Where(state => VfioPlan.SessionOf(state) == SessionKind.Saving))
        {
            foreach (Phase phase in Enum.GetValues<Phase>())
            {
                foreach (MigrationState back in run.Plan.States.Where(
                    back => back is Running or RunningP2P or Stop && run.Plan.IsSupported(state, back)))
                {
                    await run.CaseAsync($"{Words.Arc((state, back))}, {Say(phase)}", () => GiveUpAsync(run, state, phase, back));
                }

                await run.CaseAsync($"reset in {state}, {Say(phase)}", () => GiveUpAsync(run, state, phase, null));
            }
        }
    }

    private static async Task GiveUpAsync(CheckRun run, MigrationState state, Phase phase, MigrationState? back)
    {
        Subject source = await run.CreateAsync("source");
        long? resources = run.Settings.HasResources ? await source.CountResourcesAsync() : null;
        await source.WorkAsync(3);
        await source.BringToAsync(state);
        await ReadAsync(source, phase);
        if (back is { } target)
            await source.SetStateAsync(target);
        else
            await source.ResetAsync();
        await source.BringToAsync(Running);
        if (resources is { } held)
            await RoundTrips.ExpectResourcesAsync(source, held);
        await RoundTrips.ProveSoundAsync(run, source, run.Plan.HasPreCopy ? PreCopy : Running);
    }

    private static async Task ReadAsync(Subject source, Phase phase)
    {
        var bytes = new ArrayBufferWriter<byte>();
        if (phase == Phase.AfterAFewBytes)
            await source.ReadIntoAsync(source.Saving, bytes, [], 16);
        for (int i = 0; phase == Phase.AfterAllThereIs && i < DrainReads; i++)
        {
            SessionRead read = await source.ReadIntoAsync(source.Saving, bytes, [], Subject.DefaultBuffer);
            if (read.Outcome != ReadOutcome.Bytes)
                break;
        }

        source.Trace.Add($"{bytes.WrittenCount} bytes read");
    }

    private static string Say(Phase phase) => phase switch
    {
        Phase.BeforeTheFirstRead => "before the first read",
        Phase.AfterAFewBytes => "after a few bytes",
        _ => "after all there was",
    };
}
