using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using MigSdk.Analyzers;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>The fix for MIG5003.</summary>
public sealed class RecordAdditionTests
{
    private const string Title = "Record in MigSpec.Unshipped.txt";

    [Fact]
    public async Task An_empty_file_gets_all_facts()
    {
        Baselines project = Baselines.Of(Lamp("A"), (Baselines.Unshipped, ""));

        await project.FixAsync(new RecordAdditionFix(), RuleIds.UnrecordedAddition, Title);

        Assert.Equal(Lines("A"), project.Text(Baselines.Unshipped));
        Assert.Equal("", await project.IdsAsync());
    }

    [Fact]
    public async Task What_is_there_already_stays_with_its_comments_and_line_ends()
    {
        string some = "# ours\r\n" + Lines("A").Replace("A arc Off -> On\n", "").Replace("\n", "\r\n");
        Baselines project = Baselines.Of(Lamp("A"), (Baselines.Shipped, ""), (Baselines.Unshipped, some));

        await project.FixAsync(new RecordAdditionFix(), RuleIds.UnrecordedAddition, Title);

        Assert.Equal("# ours\r\n" + Lines("A").Replace("\n", "\r\n"), project.Text(Baselines.Unshipped));
        Assert.Equal("", project.Text(Baselines.Shipped));
        Assert.Equal("", await project.IdsAsync());
    }

    [Fact]
    public async Task Where_there_is_only_a_shipped_file_the_other_is_made_beside_it()
    {
        Baselines project = Baselines.Of(
            Lamp("A").Replace("On, Off", "On, Off, Broken").Replace("[MigSdk.StateMachineSpec,", "[MigSdk.StateMachineSpec, MigSdk.SpecArc<A>(A.On, A.Broken), MigSdk.SpecArc<A>(A.Broken, A.Off),"),
            (Baselines.Shipped, Lines("A").Replace("\n", "\r\n")));

        await project.FixAsync(new RecordAdditionFix(), RuleIds.UnrecordedAddition, Title);

        Assert.Equal("/P/MigSpec.Unshipped.txt", project.PathOf(Baselines.Unshipped));
        Assert.StartsWith("# What hosts of this project's specs may count on", project.Text(Baselines.Unshipped));
        Assert.EndsWith("\r\nA arc Broken -> Off\r\nA arc On -> Broken\r\nA path Broken -> Off {}: Off\r\nA path Broken -> On {}: Off -> On\r\n"
            + "A path Off -> Broken {}: On -> Broken\r\nA path On -> Broken {}: Broken\r\nA state Broken = 2\r\n", project.Text(Baselines.Unshipped));
        Assert.Equal("", await project.IdsAsync());
    }

    [Fact]
    public async Task What_is_gone_harmlessly_is_taken_back_with_it()
    {
        Baselines project = Baselines.Of(
            Lamp("A").Replace("(A.On, A.Off)", "(A.On, A.Off, Preference = 1)"), (Baselines.Shipped, Lines("A")), (Baselines.Unshipped, ""));

        await project.FixAsync(new RecordAdditionFix(), RuleIds.UnrecordedAddition, Title);

        Assert.Equal("*REMOVED*A arc On -> Off\nA arc On -> Off preference 1\n", project.Text(Baselines.Unshipped));
        Assert.Equal("", await project.IdsAsync());
    }

    [Theory]
    [InlineData(FixAllScope.Document, "MIG5003 MIG5003")]
    [InlineData(FixAllScope.Project, "MIG5003")]
    [InlineData(FixAllScope.Solution, "")]
    public async Task All_specs_of_a_scope_are_recorded_at_once(FixAllScope scope, string left)
    {
        Baselines solution = Baselines.Of([Lamp("A") + Lamp("B"), Lamp("C")], (Baselines.Unshipped, ""))
            .With("Q", [Lamp("D")], (Baselines.Shipped, ""), (Baselines.Unshipped, ""))
            .With("R", [Lamp("E")]);

        await solution.FixAllAsync(new RecordAdditionFix(), RuleIds.UnrecordedAddition, scope);

        Assert.Equal(left, await solution.IdsAsync());
        Assert.Equal(Lines("A") + Lines("B") + (scope == FixAllScope.Document ? "" : Lines("C")), solution.Text(Baselines.Unshipped));
        Assert.Null(solution.Text(Baselines.Unshipped, "R"));
    }

    [Fact]
    public async Task The_fix_does_not_accept_what_breaks_another_spec()
    {
        Baselines project = Baselines.Of(
            Lamp("A") + Lamp("B"), (Baselines.Shipped, Lines("A").Replace("state On = 0", "state On = 7")), (Baselines.Unshipped, ""));

        await project.FixAllAsync(new RecordAdditionFix(), RuleIds.UnrecordedAddition, FixAllScope.Solution);

        Assert.Equal("MIG5001", await project.IdsAsync());
        Assert.Equal(Lines("B"), project.Text(Baselines.Unshipped));
    }

    internal static string Lamp(string name) =>
        $"[MigSdk.StateMachineSpec, MigSdk.SpecArc<{name}>({name}.On, {name}.Off), MigSdk.SpecArc<{name}>({name}.Off, {name}.On)]\n"
        + $"public enum {name} {{ On, Off }}\n";

    internal static string Lines(string name) =>
        $"{name} arc Off -> On\n{name} arc On -> Off\n{name} initial On\n{name} path Off -> On {{}}: On\n{name} path On -> Off {{}}: Off\n"
        + $"{name} state Off = 1\n{name} state On = 0\n";
}
