using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class ResetCheck : Check
{
    internal override ConformanceCheck Name => ConformanceCheck.Reset;

    internal override string Law =>
        "A reset leads to RUNNING from every state and closes the data window (vfio.h, VFIO_DEVICE_RESET).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Sessions];

    internal override async Task RunAsync(CheckRun run)
    {
        foreach (MigrationState state in run.Plan.States)
            await run.CaseAsync($"reset in {state}", () => ResetAsync(run, state));
    }

    private static async Task ResetAsync(CheckRun run, MigrationState state)
    {
        Subject subject = await run.CreateAsync("device");
        await subject.WorkAsync();
        await subject.BringToAsync(state);
        IMigrationStream? stream = subject.Stream;

        await subject.ResetAsync();
        await RoundTrips.ExpectStateAsync(subject, MigrationState.Running);
        if (stream is not null)
            await RoundTrips.ExpectClosedAsync(subject, stream);

        // And the device is ready for the next migration.
        await subject.SaveAsync(MigrationState.Running);
        if (stream is not null)
            await RoundTrips.ExpectClosedAsync(subject, stream);
    }
}
