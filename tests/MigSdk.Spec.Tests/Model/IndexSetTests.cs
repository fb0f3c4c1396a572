using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class IndexSetTests
{
    [Fact]
    public void A_default_set_is_the_empty_set()
    {
        IndexSet set = default;

        Assert.True(set.IsEmpty);
        Assert.Empty(set);
        Assert.False(set.Contains(0));
        Assert.Equal(IndexSet.Empty, set);
        Assert.Equal(IndexSet.Of(), set);
        Assert.True(set.IsSubsetOf(set));
        Assert.Equal(IndexSet.Of(70), set.Union(IndexSet.Of(70)));
    }

    [Fact]
    public void Elements_come_in_ascending_order_and_once()
    {
        IndexSet set = IndexSet.Of(200, 3, 64, 0, 63, 3, 200);

        Assert.Equal([0, 3, 63, 64, 200], set.AsEnumerable());
        Assert.Equal(5, set.Count);
        Assert.Equal("{0, 3, 63, 64, 200}", set.ToString());
    }

    [Fact]
    public void A_collection_expression_makes_a_set_of_its_elements()
    {
        IndexSet set = [7, 1, 90];

        Assert.Equal(IndexSet.Of(1, 7, 90), set);
    }

    [Fact]
    public void A_set_does_not_change()
    {
        IndexSet set = IndexSet.Of(1, 100);
        _ = set.Add(2).Add(101);
        _ = set.Except(IndexSet.Of(100));

        Assert.Equal([1, 100], set.AsEnumerable());
    }

    [Fact]
    public void Sets_are_equal_by_their_elements_however_they_were_made()
    {
        IndexSet small = IndexSet.Of(5);
        IndexSet shrunk = IndexSet.Of(5, 300).Except(IndexSet.Of(300));

        Assert.True(small == shrunk);
        Assert.False(small != shrunk);
        Assert.True(small.Equals((object)shrunk));
        Assert.Equal(small.GetHashCode(), shrunk.GetHashCode());
        Assert.NotEqual(small, IndexSet.Of(5, 300));
        Assert.NotEqual(IndexSet.Of(64), IndexSet.Of(0));
        Assert.NotEqual(small.GetHashCode(), IndexSet.Of(6).GetHashCode());
        Assert.NotEqual(IndexSet.Of(5, 300).GetHashCode(), IndexSet.Of(5, 301).GetHashCode());
        Assert.False(small.Equals("5"));
    }

    [Fact]
    public void Sets_answer_as_sorted_sets_do()
    {
        Random random = new(1);
        for (int round = 0; round < 500; round++)
        {
            SortedSet<int> left = Random(random), right = Random(random);
            IndexSet l = IndexSet.Of([.. left]), r = IndexSet.Of([.. right]);

            Assert.Equal(left.Union(right).Order(), l.Union(r));
            Assert.Equal(left.Except(right), l.Except(r));
            Assert.Equal(left.IsSubsetOf(right), l.IsSubsetOf(r));
            Assert.True(l.Except(r).IsSubsetOf(l));
            Assert.Equal(left.Count, l.Count);
            Assert.Equal(left.Count == 0, l.IsEmpty);
            Assert.Equal(left.SetEquals(right), l == r);
            Assert.All(Enumerable.Range(-1, 220), index => Assert.Equal(left.Contains(index), l.Contains(index)));

            IndexSet again = l.Union(r).Except(r.Except(l));
            Assert.Equal(l, again);
            Assert.Equal(l.GetHashCode(), again.GetHashCode());
            Assert.Equal(l.IsEmpty, again.IsEmpty);
        }
    }

    [Fact]
    public void A_negative_index_is_refused()
    {
        ArgumentException refusal = Assert.Throws<ArgumentOutOfRangeException>("index", () => IndexSet.Of(-1));
        Assert.StartsWith("An index is at least 0.", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => IndexSet.Empty.Add(int.MinValue));
        Assert.Throws<ArgumentNullException>(() => IndexSet.Of(null!));
    }

    private static SortedSet<int> Random(Random random)
    {
        int limit = random.Next(0, 3) switch { 0 => 4, 1 => 70, _ => 210 };
        return [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => random.Next(0, limit))];
    }
}
