using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG2003.</summary>
public sealed class UnsettledTieTests
{
    private const string Diamond =
        """
        using MigSdk;
        [StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.A, S.C), SpecArc<S>(S.B, S.D), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.A)]
        public enum S { {|#0:A|}, B, C, D }
        """;

    [Fact]
    public Task Both_paths_are_named() => Rules.Verify(
        Diamond,
        Rules.Expect(
            RuleIds.UnsettledTie,
            0,
            "From 'A' to 'D' two paths are equally good: A -> B -> D and A -> C -> D. Give an arc of one of them a higher "
            + "Preference, block the pair, or declare that the spec has single arcs only."));

    [Theory]
    [InlineData("SpecArc<S>(S.A, S.B)", "SpecArc<S>(S.A, S.B, Preference = 1)")]
    [InlineData("SpecArc<S>(S.A, S.B)", "SpecArc<S>(S.A, S.B), Blocked<S>(S.A, S.D)")]
    [InlineData("[StateMachineSpec,", "[StateMachineSpec(SingleArcsOnly = true),")]
    public Task There_are_three_ways_to_settle_it(string old, string changed) =>
        Rules.Verify(Diamond.Edit(old, changed).Edit("{|#0:A|}", "A"));

    [Fact]
    public async Task Of_thousands_of_ties_the_first_hundred_are_told()
    {
        // A ladder of diamonds has a tie for every pair that lies a diamond apart.
        StringBuilder source = new("using MigSdk;\n[StateMachineSpec");
        const int Rungs = 12;
        for (int i = 0; i < Rungs; i++)
        {
            source.Append($", SpecArc<S>(S.A{i}, S.B{i}), SpecArc<S>(S.B{i}, S.A{i + 1})");
            source.Append($", SpecArc<S>(S.A{i}, S.C{i}), SpecArc<S>(S.C{i}, S.A{i + 1})");
        }


        source.Append($", SpecArc<S>(S.A{Rungs}, S.A0)]\npublic enum S {{ ");
        for (int i = 0; i < Rungs; i++)
            source.Append($"A{i}, B{i}, C{i}, ");
        source.Append($"A{Rungs} }}");

        List<Diagnostic> found = await Compiling.ReportAsync(source.ToString());

        Assert.Equal(101, found.Count);
        Assert.All(found, diagnostic => Assert.Equal(RuleIds.UnsettledTie, diagnostic.Id));
        Assert.Single(found, diagnostic => diagnostic.GetMessage().EndsWith(" more transitions of S two paths are equally good"));
    }
}
