using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class RepetitionCheck : Check
{
    private const int Rounds = 3;

    internal override ConformanceCheck Name => ConformanceCheck.Repetition;

    internal override string Law =>
        "Every data window starts afresh: nothing of an earlier migration reaches the next one (vfio.h, the FSM).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Reuse];

    internal override async Task RunAsync(CheckRun run)
    {
        foreach (MigrationState from in run.Plan.States.Where(state => state is Running or PreCopy))
            await run.CaseAsync($"{Words.Arc((from, StopCopy))}, {Rounds} times there and back", () => GoAsync(run, from));
    }

    private static async Task GoAsync(CheckRun run, MigrationState from)
    {
        Subject first = await run.CreateAsync("first");
        Subject second = await run.CreateAsync("second");
        await first.WorkAsync(3);
        for (int round = 0; round < Rounds; round++)
        {
            await RoundTrips.MoveAsync(first, second, from);
            await second.SetStateAsync(Running);
            await second.WorkAsync(2);
            await RoundTrips.MoveAsync(second, first, from);
            await first.SetStateAsync(Running);
            await first.WorkAsync(2);
        }
    }
}
