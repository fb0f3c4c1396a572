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
        for (int seed = 0; seed < 150; seed++)
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
            new Execution(explorer).Run(program.Actors.Select((operations, actor) => ($"{actor}", (Action)(() =>
            {
                foreach ((string thing, bool writes) in operations)
                    Step.To(writes ? Access.Both : Access.Read, _owner, "touches", thing);
            }))));
            if (!explorer.WasCut)
                yield return program.Outcome(Operations(explorer.Schedule));
        }
    }

    // The first turn of each actor is its beginning.
    private static int[] Operations(string schedule)
    {
        var begun = new HashSet<string>();
        return [.. Schedules.Read(schedule).Where(actor => !begun.Add(actor)).Select(int.Parse)];
    }

    private sealed class RandomProgram(Random random)
    {
        internal (string Thing, bool Writes)[][] Actors { get; } = [.. Enumerable.Range(0, random.Next(2, 4)).Select(
            _ => Enumerable.Range(0, random.Next(1, 4)).Select(_ => (random.Next(2) == 0 ? "a" : "b", random.Next(2) == 0)).ToArray())];

        /// <summary>Every order of the operations: of each the actor.</summary>
        internal IEnumerable<int[]> Orders() => Orders([.. Actors.Select(operations => operations.Length)]);

        /// <summary>What an order comes to: of every two operations that depend on each other, which was first.</summary>
        internal string Outcome(int[] order)
        {
            var next = new int[Actors.Length];
            (int Actor, int Index)[] events = [.. order.Select(actor => (actor, next[actor]++))];
            return string.Join(' ', events.SelectMany((one, at) => events.Skip(at + 1)
                .Where(other => one.Actor != other.Actor && AreDependent(one, other))
                .Select(other => $"{one}<{other}")).Order(StringComparer.Ordinal));
        }

        private static IEnumerable<int[]> Orders(int[] left)
        {
            if (left.All(count => count == 0))
                return [[]];
            return Enumerable.Range(0, left.Length).Where(actor => left[actor] > 0).SelectMany(actor =>
            {
                int[] rest = [.. left];
                rest[actor]--;
                return Orders(rest).Select(order => (int[])[actor, .. order]);
            });
        }

        private bool AreDependent((int Actor, int Index) one, (int Actor, int Index) other)
        {
            (string thing, bool writes) = Actors[one.Actor][one.Index];
            (string otherThing, bool otherWrites) = Actors[other.Actor][other.Index];
            return thing == otherThing && (writes || otherWrites);
        }
    }
}
