using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace MigSdk.Interleavings.Tests;

/// <summary>The explorer makes every run that differs, and no two that do not.</summary>
[Collection(nameof(Explorer))]
public sealed class ExplorerTests
{
    private const string A = "a";
    private const string B = "b";

    private readonly object _owner = new();

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(2, 2, 6)]
    [InlineData(3, 3, 20)]
    [InlineData(4, 4, 70)]
    public void Writes_of_one_thing_are_made_in_all_orders(int first, int second, int orders)
    {
        (long runs, HashSet<string> seen) = Explore((Times(first, () => Write(A)), 'x'), (Times(second, () => Write(A)), 'y'));
        Assert.Equal((orders, orders), ((int)runs, seen.Count));
    }

    [Fact]
    public void Writes_of_three_actors_too()
    {
        (long runs, HashSet<string> seen) = Explore(
            (Times(2, () => Write(A)), 'x'), (Times(2, () => Write(A)), 'y'), (Times(2, () => Write(A)), 'z'));
        Assert.Equal((90, 90), ((int)runs, seen.Count));
    }

    [Fact]
    public void What_touches_different_things_is_made_once()
    {
        (long runs, _) = Explore((Times(3, () => Write(A)), 'x'), (Times(3, () => Write(B)), 'y'), (Times(3, () => Read("c")), 'z'));
        Assert.Equal(1, runs);
    }

    [Fact]
    public void Reads_of_one_thing_are_made_once_and_a_write_at_each_place_between_them()
    {
        (long runs, _) = Explore((Times(3, () => Read(A)), 'x'), (Times(3, () => Read(A)), 'y'));
        Assert.Equal(1, runs);
        (runs, _) = Explore((Times(3, () => Read(A)), 'x'), (() => Write(A), 'y'));
        Assert.Equal(4, runs);
    }

    [Fact]
    public void A_lost_update_is_found()
    {
        int word = 0;
        Action body = () =>
        {
            Read(A);
            int seen = word;
            Write(A);
            word = seen + 1;
        };
        var ends = new HashSet<int>();
        var explorer = new Explorer();
        while (explorer.TryBegin())
        {
            word = 0;
            new Execution(explorer).Run([("x", body), ("y", body)]);
            ends.Add(word);
        }

        Assert.Equal([1, 2], ends.Order());
    }

    [Fact]
    public void A_deadlock_of_two_locks_is_found_and_told()
    {
        var one = new Lock();
        var other = new Lock();
        Exception? failure = FailureOf(("x", () => Nest(one, other)), ("y", () => Nest(other, one)));
        Assert.Equal("Nobody can go on: x takes lock, y takes lock", Assert.IsType<DeadlockException>(failure).Message);
        Assert.Null(FailureOf(("x", () => Nest(one, other)), ("y", () => Nest(one, other))));
    }

    [Fact]
    public void A_race_on_a_plain_field_is_found_unless_something_orders_it()
    {
        var gate = new Lock();
        Action Store = () => Fields.Stores(_owner, A);
        Assert.IsType<DataRaceException>(FailureOf(("x", Store), ("y", Store)));
        Assert.Null(FailureOf(("x", () => Within(gate, Store)), ("y", () => Within(gate, Store))));
        // In many runs the flag is read after it was written; in one it is not.
        Assert.IsType<DataRaceException>(FailureOf(("x", Store + (() => Write(B))), ("y", new Action(() => Read(B)) + Store)));
    }

    [Fact]
    public void A_flag_does_not_concern_who_looks_at_another_one_of_the_same_word()
    {
        long word = 8;
        void Look() => ControlledVolatile.Read(ref word, _owner, A, observed: 2);
        void Set(long flag) => ControlledInterlocked.CompareExchange(ref word, 8 | flag, 8, _owner, A, observed: ulong.MaxValue);
        Assert.Equal(1, Runs(Look, () => Set(4)));
        Assert.Equal(2, Runs(Look, () => Set(2)));

        long Runs(Action one, Action other)
        {
            var explorer = new Explorer();
            while (explorer.TryBegin())
            {
                word = 8;
                new Execution(explorer).Run([("x", one), ("y", other)]);
            }

            return explorer.Runs;
        }
    }

    private void Write(string name) => Step.To(Access.Both, _owner, "writes", name);

    private void Read(string name) => Step.To(Access.Read, _owner, "reads", name);

    private static Action Times(int count, Action step) => () =>
    {
        for (int time = 0; time < count; time++)
            step();
    };

    private static void Nest(Lock outer, Lock inner) => Within(outer, () => Within(inner, () => { }));

    private static void Within(Lock gate, Action action)
    {
        Lock.Scope scope = ControlledLock.EnterScope(gate);
        try
        {
            action();
        }
        finally
        {
            ControlledLockScope.Dispose(ref scope);
        }
    }

    private static Exception? FailureOf(params (string, Action)[] actors)
    {
        var explorer = new Explorer();
        while (explorer.TryBegin())
        {
            var execution = new Execution(explorer);
            execution.Run(actors);
            if (execution.Failure is { } failure)
                return failure;
        }

        return null;
    }

    private static (long Runs, HashSet<string> Seen) Explore(params (Action Body, char Name)[] actors)
    {
        var seen = new HashSet<string>();
        var explorer = new Explorer();
        while (explorer.TryBegin())
        {
            var execution = new Execution(explorer);
            execution.Run(actors.Select(actor => (actor.Name.ToString(), actor.Body)));
            Assert.Null(execution.Failure);
            seen.Add(explorer.Schedule);
        }

        return (explorer.Runs, seen);
    }
}
