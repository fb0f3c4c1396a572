using System;
using System.Globalization;
using System.Linq;
using Xunit;
using static MigSdk.MigrationState;
using Set = MigSdk.TransitionSet<MigSdk.MigrationState>;

namespace MigSdk.Tests;

/// <summary>Every answer at once, as a value.</summary>
public sealed class TransitionSetTests
{
    private static readonly Set Some = new([(StopCopy, Stop), (Stop, Running), (StopCopy, Stop), (Stop, StopCopy)]);

    [Fact]
    public void It_has_each_pair_once_and_by_value()
    {
        Assert.Equal(3, Some.Count);
        Assert.Equal([(Stop, Running), (Stop, StopCopy), (StopCopy, Stop)], Some);
        Assert.Equal(Some.Order(), Some);
        Assert.True(Some.Contains(Stop, Running));
        Assert.False(Some.Contains(Running, Stop));
        Assert.False(Some.Contains((MigrationState)99, Stop));
        System.Collections.IEnumerable untyped = Some;
        Assert.Equal(3, untyped.Cast<object>().Count());
    }

    [Fact]
    public void Equal_pairs_make_equal_sets()
    {
        Set same = new([(Stop, StopCopy), (StopCopy, Stop), (Stop, Running)]);
        Assert.True(Some.Equals(same));
        object boxed = same;
        Assert.True(Some.Equals(boxed));
        Assert.Equal(Some.GetHashCode(), same.GetHashCode());
        Assert.False(Some.Equals(new Set([(Stop, StopCopy), (StopCopy, Stop)])));
        Assert.False(Some.Equals(new Set([(Running, Stop), (StopCopy, Stop), (Stop, StopCopy)])));
        Assert.False(Some.Equals(null));
        Assert.False(Some.Equals("Stop>Running"));
        Assert.Equal(Set.Empty, new Set([]));
        Assert.Throws<ArgumentNullException>(() => new Set(null!));
    }

    [Fact]
    public void It_is_compared_by_what_is_missing()
    {
        Set less = new([(Stop, Running)]);
        Assert.True(less.IsSubsetOf(Some));
        Assert.True(Some.IsSubsetOf(Some));
        Assert.True(Set.Empty.IsSubsetOf(less));
        Assert.False(Some.IsSubsetOf(less));
        Assert.Equal([(Stop, StopCopy), (StopCopy, Stop)], Some.Except(less));
        Assert.Equal(Set.Empty, less.Except(Some));
        Assert.Throws<ArgumentNullException>(() => Some.Except(null!));
        Assert.True(StopCopyDriver.SupportedTransitions.IsSubsetOf(FullDriver.SupportedTransitions));
        Assert.False(FullDriver.SupportedTransitions.IsSubsetOf(PreCopyDriver.SupportedTransitions));
        Assert.Contains((PreCopy, StopCopy), FullDriver.SupportedTransitions.Except(P2PDriver.SupportedTransitions));
    }

    [Fact]
    public void It_is_written_by_name_or_by_number()
    {
        Assert.Equal("Stop>Running, Stop>StopCopy, StopCopy>Stop", Some.ToString());
        foreach (string? names in new[] { null, "", "G", "g" })
            Assert.Equal(Some.ToString(), Some.ToString(names, CultureInfo.GetCultureInfo("tr-TR")));
        foreach (string numbers in new[] { "D", "d" })
            Assert.Equal("1>2, 1>3, 3>1", Some.ToString(numbers, null));
        Assert.Equal("1>2, 1>3, 3>1", $"{Some:D}");
        Assert.Equal("", Set.Empty.ToString());
        Assert.Throws<FormatException>(() => Some.ToString("X", null));
    }

    [Fact]
    public void What_is_written_can_be_read()
    {
        foreach (Set set in new[] { Some, Set.Empty, FullDriver.SupportedTransitions, StopCopyDriver.SupportedTransitions })
        {
            Assert.Equal(set, Set.Parse(set.ToString()));
            Assert.Equal(set, Set.Parse(set.ToString("D", null)));
            Assert.Equal(set, Parse<Set>(set.ToString()));
        }

        Assert.Equal(
            LiftDriver.SupportedTransitions,
            TransitionSet<LiftState>.Parse(LiftDriver.SupportedTransitions.ToString("D", null)));

        static T Parse<T>(string text)
            where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("Stop>Running,Stop>StopCopy,StopCopy>Stop")]
    [InlineData("  stop > running ,1>3,\tStopCopy>1,3>Stop ")]
    public void Names_and_numbers_and_spaces_are_read(string text)
    {
        Assert.Equal(Some, Set.Parse(text));
        Assert.True(Set.TryParse(text, null, out Set? set));
        Assert.Equal(Some, set);
    }

    [Theory]
    [InlineData("Stop", "Stop", 0)]
    [InlineData("Stop>Running,Stop>Nowhere", "Stop>Nowhere", 13)]
    [InlineData("Stop>Running,1>8", "1>8", 13)]
    [InlineData("Stop>Running>Stop", "Stop>Running>Stop", 0)]
    [InlineData("Stop>Running,", "", 13)]
    [InlineData("Stop>", "Stop>", 0)]
    [InlineData("Stop>-1", "Stop>-1", 0)]
    public void What_cannot_be_read_is_named_with_its_place(string text, string fault, int position)
    {
        string message = Assert.Throws<FormatException>(() => Set.Parse(text)).Message;
        Assert.StartsWith($"'{fault}' at position {position} is not a transition", message);
        Assert.False(Set.TryParse(text, null, out Set? set));
        Assert.Null(set);
    }

    [Fact]
    public void Nothing_is_no_text()
    {
        Assert.Throws<ArgumentNullException>(() => Set.Parse(null!));
        Assert.False(Set.TryParse(null, null, out _));
        Assert.Equal(Set.Empty, Set.Parse("  "));
    }
}
