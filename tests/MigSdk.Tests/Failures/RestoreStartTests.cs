using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static MigSdk.Rfc2022State;

namespace MigSdk.Tests;

/// <summary>
/// The RFC's policy, exhaustively: every start, target, failing step, failing step of the way back, and a driver that
/// demands Error. The paths come from the kernel's table under the RFC's numbering.
/// </summary>
public sealed class RestoreStartTests
{
    private static readonly Rfc2022State[] States = [.. Enum.GetValues<Rfc2022State>().Where(state => state != Error)];

    [Fact]
    public void The_numbers_are_the_RFCs()
    {
        Assert.Equal(
            [Stop, Running, StopCopy, PreCopy, Resuming, PreCopyP2P, Error, RunningP2P],
            Enumerable.Range(0, 8).Select(value => (Rfc2022State)value));
    }

    [Fact]
    public void The_transitions_are_those_of_the_kernel_under_other_numbers()
    {
        foreach (Rfc2022State from in Enum.GetValues<Rfc2022State>())
        {
            foreach (Rfc2022State to in Enum.GetValues<Rfc2022State>())
            {
                Rfc2022State[]? path = KernelPath(from, to);
                Assert.Equal(path is not null, Rfc2022Driver.ArcSupported(from, to));
                Assert.Equal(path ?? [], Rfc2022Driver.GetPath(from, to).ToArray());
                Assert.Equal(path is not null, Rfc2022Driver.TryGetNextState(from, to, out Rfc2022State next));
                Assert.Equal(path is { Length: > 0 } ? path[0] : from, next);
            }
        }
    }

    [Theory, InlineData("SetState"), InlineData("SetStateAsync"), InlineData("asynchronous handlers")]
    public void A_failed_walk_ends_where_it_started_or_in_Error_by_the_rules(string form)
    {
        int cases = 0;
        foreach (Rfc2022State start in States)
        {
            foreach (Rfc2022State target in States)
            {
                if (KernelPath(start, target) is not { } path)
                    continue;
                for (int failing = 0; failing < path.Length; failing++)
                {
                    Verify(form, start, target, path, failing, fatal: true, failingBack: null, fatalBack: false);
                    int back = Verify(form, start, target, path, failing, fatal: false, failingBack: null, fatalBack: false);
                    cases += 2;
                    for (int failingBack = 0; failingBack < back; failingBack++)
                    {
                        Verify(form, start, target, path, failing, fatal: false, failingBack, fatalBack: false);
                        Verify(form, start, target, path, failing, fatal: false, failingBack, fatalBack: true);
                        cases += 2;
                    }
                }
            }
        }

        // 93 steps of all 40 supported pairs fail in two ways; the rest are steps of ways back.
        Assert.True(cases > 186, $"{cases}");
    }

    /// <returns>How many steps the way back has.</returns>
    private static int Verify(
        string form, Rfc2022State start, Rfc2022State target, Rfc2022State[] path, int failing, bool fatal, int? failingBack, bool fatalBack)
    {
        Machine<Rfc2022State> machine = Create(form).At(start);
        List<(Rfc2022State From, Rfc2022State To)> steps = [.. Arcs(start, path).Take(failing + 1)];
        Rfc2022State reached = steps[^1].From;

        // The rules, said once more: a session that the walk has left cannot be had back.
        bool hasLeft = SessionOf(start) != SessionKind.None
            && steps.SkipLast(1).Any(step => SessionOf(step.From) == SessionOf(start) && SessionOf(step.To) != SessionOf(start));
        Rfc2022State expected;
        int back = 0;
        if (fatal || hasLeft)
        {
            expected = Error;
        }
        else
        {
            List<(Rfc2022State From, Rfc2022State To)> wayBack = Arcs(reached, KernelPath(reached, start)!);
            back = wayBack.Count;
            expected = failingBack is null ? start : Error;
            steps.AddRange(failingBack is { } stop ? wayBack.Take(stop + 1) : wayBack);
        }

        var first = new MigrationException(Errno.EBUSY, "first") { Fatal = fatal };
        int taken = 0;
        machine.Driver.OnArc = (_, _) =>
        {
            int step = taken++;
            if (step == failing)
                throw first;
            if (step == failing + 1 + failingBack)
                throw new MigrationException(Errno.ENOSPC, "second") { Fatal = fatalBack };
        };

        TransitionException<Rfc2022State> failure = machine.AskInVain(target);

        string what = $"{start} -> {target}, step {failing}, step back {failingBack}";
        Assert.True(expected == machine.State, $"{what}: {machine.State}");
        Assert.True(expected == failure.State, what);
        Assert.True((start, target, Errno.EBUSY) == (failure.From, failure.Target, failure.Errno), what);
        Assert.True(ReferenceEquals(first, failure.InnerException), what);
        Assert.True(steps.SequenceEqual(machine.StepsTaken()), what);
        // On the way back the handlers are told where the walk leads now.
        Assert.All(machine.Driver.Steps.Skip(failing + 1), step => Assert.Equal(start, step.Target));
        machine.AssertSessionsBalance(SessionOf(machine.State));

        machine.Driver.OnArc = null;
        if (machine.State == Error)
            machine.Host.Reset();
        machine.Ask(target);
        Assert.Equal(target, machine.State);
        machine.AssertSessionsBalance(SessionOf(target));
        return back;
    }

    private static Machine<Rfc2022State> Create(string form) => form switch
    {
        "SetState" => Machine<Rfc2022State>.Of(new Rfc2022Driver(), false),
        "SetStateAsync" => Machine<Rfc2022State>.Of(new Rfc2022Driver(), true),
        _ => Machine<Rfc2022State>.Of(new AsyncRfc2022Driver(), true),
    };

    private static Rfc2022State[]? KernelPath(Rfc2022State from, Rfc2022State to) =>
        Vfio.KernelPath(7, Enum.Parse<MigrationState>(from.ToString()), Enum.Parse<MigrationState>(to.ToString()))
            ?.Select(state => Enum.Parse<Rfc2022State>(state.ToString())).ToArray();

    private static SessionKind SessionOf(Rfc2022State state) => Vfio.SessionOf(Enum.Parse<MigrationState>(state.ToString()));

    private static List<(Rfc2022State From, Rfc2022State To)> Arcs(Rfc2022State start, Rfc2022State[] path) =>
        [.. path.Select((state, index) => (index == 0 ? start : path[index - 1], state))];
}
