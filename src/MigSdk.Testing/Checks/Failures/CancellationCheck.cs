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
        "A request that is cancelled or overtaken by a reset reports ECANCELED and leaves a state of its way, or RUNNING (the SDK's laws).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Repetition, ConformanceCheck.Abandonment];

    // A request that is cancelled before it begins can be seen from outside.
    internal override string? WhyNot(Lab lab) => null;

    internal override async Task RunAsync(CheckRun run)
    {
        foreach ((MigrationState from, MigrationState to) in run.Plan.Pairs)
            await run.CaseAsync($"{Words.Arc((from, to))}, cancelled before it begins", () => CancelBeforeAsync(run, from, to)).ConfigureAwait(false);
        if (base.WhyNot(run.Lab) is { } reason)
        {
            run.Note(reason);
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
                    await run.CaseAsync($"{when}, cancelled {where} its work", () => CancelAsync(run, pair, arc, point)).ConfigureAwait(false);
                    await run.CaseAsync($"{when}, a reset {where} its work", () => ResetAsync(run, pair, arc, point)).ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task CancelBeforeAsync(CheckRun run, MigrationState from, MigrationState to)
    {
        Subject subject = await run.CreateAsync("device").ConfigureAwait(false);
        await Arrival.ReadyToLeaveAsync(run, subject, from).ConfigureAwait(false);
        IMigrationStream? stream = subject.Stream;
        subject.Trace.Add("cancelled:");
        Answer answer = await subject.TrySetStateAsync(to, new CancellationToken(canceled: true)).ConfigureAwait(false);
        Expect(answer, Errno.ECANCELED);
        await RoundTrips.ExpectStateAsync(subject, from).ConfigureAwait(false);
        if (stream is not null)
            await RoundTrips.ExpectOpenAsync(subject, stream).ConfigureAwait(false);
    }

    private static async Task CancelAsync(
        CheckRun run, (MigrationState From, MigrationState To) pair, (MigrationState From, MigrationState To) arc, StepPoint point)
    {
        Subject subject = await run.CreateAsync("device", seamed: true).ConfigureAwait(false);
        await subject.WorkAsync(2).ConfigureAwait(false);
        await Arrival.ReadyToLeaveAsync(run, subject, pair.From).ConfigureAwait(false);
        using var cancel = new CancellationTokenSource();
        HandlerFault act = HandlerFault.Do(subject, arc, point, cancel.Cancel);
        Answer answer = await subject.TrySetStateAsync(pair.To, cancel.Token).ConfigureAwait(false);
        act.Remove();

        MigrationState state = await subject.GetStateAsync().ConfigureAwait(false);
        bool isLast = arc.To == pair.To;
        if (!answer.IsSuccess || !isLast)
        {
            // A handler may end its work although it was told to stop, or may not.
            Expect(answer, Errno.ECANCELED);
            MigrationState[] states = run.Lab.Source.Policy == FailurePolicy.StopWhereFailed ? [arc.From, arc.To] : [pair.From, Error];
            if (!states.Contains(state))
                throw new CheckFailedException(string.Join(" or ", states), state.ToString());
        }

        if (state == Error)
            await subject.ResetAsync().ConfigureAwait(false);
        else
            await subject.BringToAsync(pair.To).ConfigureAwait(false);
        MigrationState last = state == Error ? Running : pair.To;
        await RoundTrips.ExpectStateAsync(subject, last).ConfigureAwait(false);
        if (arc == pair)
        {
            await Arrival.ReadyToLeaveAsync(run, subject, last).ConfigureAwait(false);
            await subject.BringToAsync(Running).ConfigureAwait(false);
            await RoundTrips.ProveSoundAsync(run, subject).ConfigureAwait(false);
        }
    }

    private static async Task ResetAsync(
        CheckRun run, (MigrationState From, MigrationState To) pair, (MigrationState From, MigrationState To) arc, StepPoint point)
    {
        Subject subject = await run.CreateAsync("device", seamed: true).ConfigureAwait(false);
        await subject.WorkAsync(2).ConfigureAwait(false);
        await Arrival.ReadyToLeaveAsync(run, subject, pair.From).ConfigureAwait(false);
        IMigrationStream? stream = subject.Stream;
        HandlerFault act = HandlerFault.Do(subject, arc, point, subject.Seam!.Reset);
        Answer answer = await subject.TrySetStateAsync(pair.To).ConfigureAwait(false);
        act.Remove();
        subject.Trace.Add("reset in its midst");
        Expect(answer, Errno.ECANCELED);
        await RoundTrips.ExpectStateAsync(subject, Running).ConfigureAwait(false);
        if (stream is not null)
            await RoundTrips.ExpectClosedAsync(subject, stream).ConfigureAwait(false);
        if (arc == pair)
            await RoundTrips.ProveSoundAsync(run, subject).ConfigureAwait(false);
    }

    private static void Expect(Answer answer, Errno expected)
    {
        if (answer.Errno != expected)
            throw new CheckFailedException(expected.ToString(), answer.ToString());
    }
}
