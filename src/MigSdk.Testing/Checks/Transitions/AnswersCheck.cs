using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class AnswersCheck : Check
{
    private const MigrationState OutOfRange = (MigrationState)42;

    internal override ConformanceCheck Name => ConformanceCheck.Answers;

    internal override string Law =>
        "STOP_COPY is mandatory; what a device supports follows from its features alone (vfio.h, "
        + "VFIO_DEVICE_FEATURE_MIGRATION).";

    internal override async Task RunAsync(CheckRun run)
    {
        await run.CaseAsync("the features", async () =>
        {
            Subject subject = await run.CreateAsync("device");
            if ((uint)subject.Backend.Features is not (1 or 3 or 5 or 7))
                throw new CheckFailedException("features 1, 3, 5 or 7", $"{(ulong)subject.Backend.Features}");
        });

        await run.CaseAsync("the supported transitions", async () =>
        {
            Subject subject = await run.CreateAsync("device");
            TransitionSet<MigrationState> planned = run.Plan.SupportedTransitions;
            TransitionSet<MigrationState> claimed = subject.Backend.SupportedTransitions;
            string expected = $"the {planned.Count} transitions of features {run.Plan.Features}";
            if (planned.Except(claimed) is { Count: > 0 } missing)
                throw new CheckFailedException(expected, $"without {missing}");
            if (claimed.Except(planned) is { Count: > 0 } surplus)
                throw new CheckFailedException(expected, $"also {surplus}");
        });

        await run.CaseAsync("the first state", async () =>
        {
            Subject subject = await run.CreateAsync("device");
            await RoundTrips.ExpectStateAsync(subject, MigrationState.Running);
        });

        foreach (MigrationState from in (IEnumerable<MigrationState>)[.. VfioPlan.All, OutOfRange])
            await run.CaseAsync($"the answers about {from}", () => AskAsync(run, from));
    }

    private static async Task AskAsync(CheckRun run, MigrationState from)
    {
        Subject subject = await run.CreateAsync("device");
        foreach (MigrationState to in (IEnumerable<MigrationState>)[.. VfioPlan.All, OutOfRange])
        {
            bool isSupported = run.Plan.IsSupported(from, to);
            MigrationState[] path = [.. run.Plan.Path(from, to)];
            string pair = Words.Arc((from, to));
            if (run.Lab.Source.Answers is { } answers)
            {
                Compare($"ArcSupported of {pair}", isSupported, answers.ArcSupported(from, to));
                Compare($"the next state of {pair}", (isSupported, path.Length > 0 ? path[0] : from), answers.NextState(from, to));
                Compare($"the path of {pair}", Words.Path(from, path), Words.Path(from, answers.Path(from, to)));
            }

            // A back end that does not know more gives the target alone.
            IReadOnlyList<MigrationState> shown = subject.Backend.GetPath(from, to);
            if (isSupported && shown.Count > 1)
                Compare($"the path of {pair}", Words.Path(from, path), Words.Path(from, shown));
        }
    }

    private static void Compare<T>(string what, T expected, T seen)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, seen))
            throw new CheckFailedException($"{what}: {expected}", $"{seen}");
    }
}
