using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class CancellationCheck : FaultCheck
{
    internal override ConformanceCheck Name => ConformanceCheck.Cancellation;

    internal override string Law =>
        "A request that is cancelled or overtaken by a reset reports ECANCELED and leaves a state of "
        + "its way, or RUNNING (the SDK's laws).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Repetition, ConformanceCheck.Abandonment];

    // A request that is cancelled before it begins can be seen from outside.
    internal override string? WhyNot(Lab lab) => null;

    internal override async Task RunAsync(CheckRun run)
    {
        foreach ((MigrationState from, MigrationState to) in run.Plan.Pairs)
        {
            string what = $"{Words.Arc((from, to))}, cancelled before it begins";
            await run.CaseAsync(what, () => CancelBeforeAsync(run, from, to));
        }

        if (!run.Lab.HasSeam)
        {
            run.Note(NoSeam);
            return;
        }

        foreach ((MigrationState From, MigrationState To) pair in run.Plan.Pairs)
        {
            foreach ((MigrationState From, MigrationState To) arc in run.Plan.ArcsOf(pair.From, pair.To))
            {
                foreach (StepPoint point in (IEnumerable<StepPoint>)[StepPoint.Before, StepPoint.After])
                {
                    string when = $"{Words.Arc(arc)}, on the way {Words.Arc(pair)}";
                    string where = point == StepPoint.Before ? "before" : "after";
                    await run.CaseAsync($"{when}, cancelled {where} its work", () => CancelAsync(run, pair, arc, point));
                    await run.CaseAsync($"{when}, a reset {where} its work", () => ResetAsync(run, pair, arc, point));
                }
            }
        }
    }

    private static async Task CancelBeforeAsync(CheckRun run, MigrationState from, MigrationState to)
    {
        Subject subject = await run.CreateAsync("device");
        await Arrival.ReadyToLeaveAsync(run, subject, from);
        IMigrationStream? stream = subject.Stream;
        subject.Trace.Add("cancelled:");
        Answer answer = await subject.TrySetStateAsync(to, new CancellationToken(canceled: true));
        Expect(answer, Errno.ECANCELED);
        await RoundTrips.ExpectStateAsync(subject, from);
        if (stream is not null)
            await RoundTrips.ExpectOpenAsync(subject, stream);
    }

    private static async Task CancelAsync(
        CheckRun run,
        (MigrationState From, MigrationState To) pair,
        (MigrationState From, MigrationState To) arc,
        StepPoint point)
    {
        Subject subject = await run.CreateAsync("device", Way.Seamed);
        await subject.WorkAsync(2);
        await Arrival.ReadyToLeaveAsync(run, subject, pair.From);
        using var cancel = new CancellationTokenSource();
        HandlerFault act = HandlerFault.Do(subject, arc, point, cancel.Cancel);
        Answer answer = await subject.TrySetStateAsync(pair.To, cancel.Token);
        act.Remove();

        MigrationState state = await subject.GetStateAsync();
        bool isLast = arc.To == pair.To;
        if (!answer.IsSuccess || !isLast)
        {
            // A handler may end its work although it was told to stop, or may not.
            Expect(answer, Errno.ECANCELED);
            bool staysThere = run.Lab.Source.Policy == FailurePolicy.StopWhereFailed;
            MigrationState[] states = staysThere ? [arc.From, arc.To] : [pair.From, Error];
            if (!states.Contains(state))
                throw new CheckFailedException(string.Join(" or ", states), state.ToString());
        }

        if (state == Error)
            await subject.ResetAsync();
        else
            await subject.BringToAsync(pair.To);
        MigrationState last = state == Error ? Running : pair.To;
        await RoundTrips.ExpectStateAsync(subject, last);
        if (arc == pair)
        {
            await Arrival.ReadyToLeaveAsync(run, subject, last);
            await subject.BringToAsync(Running);
            await RoundTrips.ProveSoundAsync(run, subject);
        }
    }

    private static async Task ResetAsync(
        CheckRun run,
        (MigrationState From, MigrationState To) pair,
        (MigrationState From, MigrationState To) arc,
        StepPoint point)
    {
        Subject subject = await run.CreateAsync("device", Way.Seamed);
        await subject.WorkAsync(2);
        await Arrival.ReadyToLeaveAsync(run, subject, pair.From);
        IMigrationStream? stream = subject.Stream;
        HandlerFault act = HandlerFault.Do(subject, arc, point, subject.Seam!.Reset);
        Answer answer = await subject.TrySetStateAsync(pair.To);
        act.Remove();
        subject.Trace.Add("reset in its midst");
        Expect(answer, Errno.ECANCELED);
        await RoundTrips.ExpectStateAsync(subject, Running);
        if (stream is not null)
            await RoundTrips.ExpectClosedAsync(subject, stream);
        if (arc == pair)
            await RoundTrips.ProveSoundAsync(run, subject);
    }

    private static void Expect(Answer answer, Errno expected)
    {
        if (answer.Errno != expected)
            throw new CheckFailedException(expected.ToString(), answer.ToString());
    }
}
