using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MigSdk.Interleavings.Tests;

/// <summary>The explorer against all orders there are, of programs that are small enough to list them.</summary>
[Collection(nameof(Explorer))]
public sealed class RandomProgramTests
{
    private readonly object _owner = new();

    [Fact]
    public void Exactly_the_orders_that_differ_are_made_and_each_once()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var program = new RandomProgram(new Random(seed));
            string[] expected = [.. program.Orders().Select(program.Outcome).Distinct().Order(StringComparer.Ordinal)];
            Assert.Equal(expected, Explore(program).Order(StringComparer.Ordinal));
        }
    }

    private IEnumerable<string> Explore(RandomProgram program)
    {
        var explorer = new Explorer();
        while (explorer.TryBegin())
        {
            new Execution(explorer).Run(program.Actors.Select(
                (operations, actor) => ($"{actor}", (Action)(() => Array.ForEach(operations, Do)))));
            if (!explorer.WasCut)
                yield return program.Outcome(Operations(explorer.Schedule));
        }
    }

    private void Do((string Thing, Access Access) operation)
    {
        if (operation.Thing != RandomProgram.Lock)
            Step.To(operation.Access, _owner, "touches", operation.Thing);
        else if (operation.Access == Access.Both)
            Locks.Acquire(_owner);
        else
            Locks.Release();
    }

    // The first turn of each actor is its beginning.
    private static int[] Operations(string schedule)
    {
        var begun = new HashSet<string>();
        return [.. Schedules.Read(schedule).Where(actor => !begun.Add(actor)).Select(int.Parse)];
    }

    /// <summary>Actors that read and write two things, some of them within a lock.</summary>
    private sealed class RandomProgram(Random random)
    {
        internal const string Lock = "lock";

        internal (string Thing, Access Access)[][] Actors { get; } = [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Body(random))];

        /// <summary>Every order of the operations: of each the actor.</summary>
        internal IEnumerable<int[]> Orders() => Orders(new int[Actors.Length]);

        /// <summary>What an order comes to: of every two operations that depend on each other, which was first.</summary>
        internal string Outcome(int[] order)
        {
            var next = new int[Actors.Length];
            (int Actor, int Index)[] events = [.. order.Select(actor => (actor, next[actor]++))];
            return string.Join(' ', events.SelectMany((one, at) => events.Skip(at + 1)
                .Where(other => one.Actor != other.Actor && AreDependent(one, other))
                .Select(other => $"{one}<{other}")).Order(StringComparer.Ordinal));
        }

        private static (string, Access)[] Body(Random random)
        {
            (string, Access)[] body = [.. Enumerable.Range(0, random.Next(1, 3)).Select(
                _ => (random.Next(2) == 0 ? "a" : "b", random.Next(2) == 0 ? Access.Both : Access.Read))];
            return random.Next(2) == 0 ? body : [(Lock, Access.Both), body[0], (Lock, Access.Write), .. body[1..]];
        }

        private IEnumerable<int[]> Orders(int[] done)
        {
            if (done.Zip(Actors).All(pair => pair.First == pair.Second.Length))
                return [[]];
            return Enumerable.Range(0, done.Length).Where(actor => CanGoOn(actor, done)).SelectMany(actor =>
            {
                int[] next = [.. done];
                next[actor]++;
                return Orders(next).Select(order => (int[])[actor, .. order]);
            });
        }

        // A lock is taken first and given back third.
        private bool CanGoOn(int actor, int[] done) => done[actor] < Actors[actor].Length
            && (Actors[actor][done[actor]] != (Lock, Access.Both)
                || !Enumerable.Range(0, done.Length).Any(other => Actors[other][0].Thing == Lock && done[other] is 1 or 2));

        private bool AreDependent((int Actor, int Index) one, (int Actor, int Index) other)
        {
            (string thing, Access access) = Actors[one.Actor][one.Index];
            (string otherThing, Access otherAccess) = Actors[other.Actor][other.Index];
            return thing == otherThing && (access >= Access.Write || otherAccess >= Access.Write);
        }
    }
}
