using System.Collections.Generic;
using System.Linq;
using MigSdk.Spec;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>Generated answers over enums of every kind are those of the plan, for every pair and beside them.</summary>
public sealed class OddSpecTests
{
    [Theory]
    [InlineData("byte", "0", "1", "255")]
    [InlineData("byte", "7", "3", "5")]
    [InlineData("sbyte", "-128", "127", "0")]
    [InlineData("sbyte", "-3", "-1", "-2")]
    [InlineData("short", "-32768", "32767", "1")]
    [InlineData("ushort", "65535", "65534", "65533")]
    [InlineData("int", "-1", "0", "1")]
    [InlineData("int", "int.MinValue", "int.MaxValue", "0")]
    [InlineData("int", "int.MaxValue", "int.MaxValue - 1", "int.MaxValue - 2")]
    [InlineData("int", "int.MinValue", "int.MinValue + 1", "int.MinValue + 2")]
    [InlineData("uint", "0", "1", "2")]
    [InlineData("uint", "uint.MaxValue", "uint.MaxValue - 4", "uint.MaxValue - 2")]
    [InlineData("uint", "0x80000000", "0x7fffffff", "0x80000001")]
    [InlineData("uint", "1", "2", "0x80000000")]
    [InlineData("long", "long.MinValue", "long.MaxValue", "0")]
    [InlineData("long", "-1", "1", "0")]
    [InlineData("long", "0x100000000", "0x100000001", "0x100000002")]
    [InlineData("long", "long.MinValue", "long.MinValue + 2", "long.MinValue + 1")]
    [InlineData("ulong", "0", "ulong.MaxValue", "1")]
    [InlineData("ulong", "ulong.MaxValue", "ulong.MaxValue - 1", "ulong.MaxValue - 2")]
    [InlineData("ulong", "0x8000000000000000", "0x7fffffffffffffff", "0x8000000000000001")]
    [InlineData("ulong", "0x8000000000000000", "3", "0x4000000000000000")]
    public void Any_underlying_type_and_any_values(string underlying, string first, string second, string third)
    {
        AssertAsPlanned(new SpecText(underlying, first, second, third).Both(0, 1).Both(1, 2));
        AssertAsPlanned(new SpecText(underlying, first, second, third).Both(0, 1).Both(1, 2).Optional(1, isHad: false));
        AssertAsPlanned(new SpecText(underlying, first, second, third) { Error = 2 }.Both(0, 1));
    }

    [Theory]
    [InlineData(63, 1)]
    [InlineData(64, 1)]
    [InlineData(65, 1)]
    [InlineData(130, 1)]
    [InlineData(65, 2)]
    [InlineData(130, 1000)]
    public void More_states_than_a_word_has_bits(int states, int distance)
    {
        var spec = new SpecText("int", [.. Enumerable.Range(0, states).Select(state => (state * distance).ToString())]);
        for (int state = 0; state < states; state++)
            spec.Arc(state, (state + 1) % states);
        AssertAsPlanned(spec);
    }

    [Fact]
    public void A_ring_of_256_states_is_generated_in_seconds_and_not_in_gigabytes()
    {
        var spec = new SpecText("byte", [.. Enumerable.Range(0, 256).Select(state => state.ToString())]);
        for (int state = 0; state < 256; state++)
            spec.Both(state, (state + 1) % 256).Blocked(state, (state + 128) % 256);
        GeneratorRun run = GeneratorRun.Of(spec.Source());
        Assert.Single(run.Sources);
        Assert.InRange(run.AllocatedBytes, 1, 500L << 20);
    }

    [Fact]
    public void One_state_and_no_arc() => AssertAsPlanned(new SpecText("int", "0"));

    [Fact]
    public void A_path_that_is_not_its_next_state_and_the_path_from_there()
    {
        // From 0 to 3 the preferred arcs lead over 1 and 4; from 1 to 3 they lead over 2.
        SpecText spec = new SpecText("int", "0", "1", "2", "3", "4").Arc(0, 1).Arc(1, 2).Arc(2, 3).Arc(1, 4).Arc(4, 3, 1)
            .Arc(3, 0).Blocked(1, 3);
        LoadedDriver driver = AssertAsPlanned(spec);
        Assert.Equal([1L, 4, 3], driver.GetPath(0, 3));
        Assert.Empty(driver.GetPath(1, 3));
        AssertWalksAsPlanned(driver, spec);
    }

    [Fact]
    public void An_arc_that_is_only_a_part_of_longer_ways_is_not_what_a_request_for_its_end_takes()
    {
        // Without state 2 the way from 0 to 3 has the arc 1 -> 3; to ask for 3 in state 1 is blocked all the same.
        SpecText spec = new SpecText("int", "0", "1", "2", "3").Arc(0, 1).Arc(1, 2).Arc(2, 3).Arc(3, 0)
            .Optional(2, isHad: false).Blocked(1, 3);
        LoadedDriver driver = AssertAsPlanned(spec);
        Assert.Equal([1L, 3], driver.GetPath(0, 3));
        Assert.False(driver.ArcSupported(1, 3));
        AssertWalksAsPlanned(driver, spec);
    }

    [Fact]
    public void Random_specs_are_walked_as_planned()
    {
        var random = new System.Random(20220117);
        for (int round = 0; round < 25; round++)
        {
            int states = random.Next(2, 9);
            var spec = new SpecText("short", [.. Enumerable.Range(0, states).Select(state => $"{(state * 37 % 11) - 5}")])
            {
                Error = random.Next(3) == 0 && states > 2 ? states - 1 : -1,
            };
            foreach (int from in Enumerable.Range(0, states))
            {
                foreach (int to in Enumerable.Range(0, states).Where(to => to != from && random.Next(3) == 0))
                    spec.Arc(from, to, random.Next(3));
            }

            foreach (int state in Enumerable.Range(1, states - 1).Where(_ => random.Next(4) == 0))
                spec.Optional(state, random.Next(2) == 0);
            if (random.Next(2) == 0)
                spec.Blocked(random.Next(states), 0);
            AssertWalksAsPlanned(AssertAsPlanned(spec), spec);
        }
    }

    private static LoadedDriver AssertAsPlanned(SpecText spec)
    {
        LoadedDriver driver = LoadedDriver.Of("D", spec.Source());
        DriverPlan plan = spec.Plan(driver.States);
        long Value(int state) => plan.Spec.States[state].Value;
        int count = plan.Spec.States.Length;
        for (int from = 0; from < count; from++)
        {
            for (int to = 0; to < count; to++)
            {
                string what = $"{from} -> {to}";
                bool isSupported = plan.IsSupported(from, to);
                Assert.True(isSupported == driver.ArcSupported(Value(from), Value(to)), what);
                Assert.True(plan.GetPath(from, to).Select(Value).SequenceEqual(driver.GetPath(Value(from), Value(to))), what);
                long? next = plan.TryGetNextState(from, to, out int state) ? Value(state) : null;
                Assert.True(next == driver.TryGetNextState(Value(from), Value(to)), what);
            }
        }

        Assert.Equal(
            plan.SupportedTransitions.Select(pair => (Value(pair.From), Value(pair.To))).Order(),
            driver.SupportedTransitions.Order());
        AssertNothingBeside(driver);
        return driver;
    }

    private static void AssertNothingBeside(LoadedDriver driver)
    {
        long[] values = [.. driver.States.Values];
        IEnumerable<long> beside = values.SelectMany(value => new[] { value - 1, value + 1, value + values.Length, ~value, value + (1L << 32) })
            .Concat([0, 64, 128, 255, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue])
            .Select(driver.Truncate)
            .Where(value => !values.Contains(value))
            .Distinct();
        foreach (long value in beside)
        {
            foreach (long state in values.Take(8).Append(value))
            {
                Assert.False(driver.ArcSupported(value, state));
                Assert.False(driver.ArcSupported(state, value));
                Assert.Null(driver.TryGetNextState(value, state));
                Assert.Null(driver.TryGetNextState(state, value));
                Assert.Empty(driver.GetPath(value, state));
                Assert.Empty(driver.GetPath(state, value));
            }
        }
    }

    /// <summary>Every transition of a live driver takes the arcs of its path, or nothing where there is none.</summary>
    private static void AssertWalksAsPlanned(LoadedDriver driver, SpecText spec)
    {
        DriverPlan plan = spec.Plan(driver.States);
        string Name(int state) => plan.Spec.States[state].Name;
        long Value(int state) => plan.Spec.States[state].Value;
        int initial = plan.Spec.Initial;
        foreach (int from in plan.SupportedStates.Where(from => plan.IsSupported(initial, from)))
        {
            foreach (int to in plan.SupportedStates)
            {
                LiveDriver live = driver.Start();
                live.SetState(Value(from));
                live.Log.Clear();
                if (plan.IsSupported(from, to))
                    live.SetState(Value(to));
                else
                    Assert.Equal(Errno.EINVAL, Assert.ThrowsAny<MigrationException>(() => live.SetState(Value(to))).Errno);
                int[] path = [from, .. plan.GetPath(from, to)];
                Assert.Equal(path.Zip(path.Skip(1), (one, next) => $"{Name(one)} -> {Name(next)}"), live.Log);
                Assert.Equal(Value(path[^1]), live.State);
                live.Reset();
                Assert.Equal(Value(initial), live.State);
            }
        }
    }
}
