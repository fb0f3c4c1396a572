using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using MigSdk.Analyzers;
using Xunit;
using static MigSdk.CodeFixes.Tests.RecordAdditionTests;

namespace MigSdk.CodeFixes.Tests;

/// <summary>The fix for MIG5004.</summary>
public sealed class MendBaselineTests
{
    [Theory]
    [InlineData("A initial On\n")]
    [InlineData("*REMOVED*A error On\n")]
    public async Task A_line_that_says_nothing_is_removed(string line)
    {
        Baselines project = Baselines.Of(Lamp("A"), (Baselines.Shipped, Lines("A")), (Baselines.Unshipped, "# ours\n" + line + "# end\n"));

        await project.FixAsync(new MendBaselineFix(), RuleIds.FaultyBaseline, "Remove the line");

        Assert.Equal("# ours\n# end\n", project.Text(Baselines.Unshipped));
        Assert.Equal("", await project.IdsAsync());
    }

    [Fact]
    public async Task A_spec_that_is_gone_is_removed_from_both_files()
    {
        Baselines project = Baselines.Of(
            Lamp("A"), (Baselines.Shipped, Lines("A") + "B initial On\nB.C initial On\n"), (Baselines.Unshipped, "*REMOVED*B initial On\nB state On = 0\n"));

        await project.FixAsync(new MendBaselineFix(), RuleIds.FaultyBaseline, "Remove all lines about 'B.C'");
        Assert.Equal("MIG5004", await project.IdsAsync());
        await project.FixAsync(new MendBaselineFix(), RuleIds.FaultyBaseline, "Remove all lines about 'B'");

        Assert.Equal((Lines("A"), ""), (project.Text(Baselines.Shipped), project.Text(Baselines.Unshipped)));
        Assert.Equal("", await project.IdsAsync());
    }

    [Fact]
    public async Task What_no_host_misses_is_taken_back()
    {
        const string Path = "A path On -> Off {Dim}: Off\n";
        Baselines project = Baselines.Of(Lamp("A"), (Baselines.Shipped, Lines("A") + Path));

        await project.FixAsync(new MendBaselineFix(), RuleIds.FaultyBaseline, "Take back what 'A' does not have");

        Assert.Equal(Lines("A") + Path, project.Text(Baselines.Shipped));
        Assert.EndsWith("\n*REMOVED*" + Path, project.Text(Baselines.Unshipped));
        Assert.Equal("", await project.IdsAsync());
    }

    [Theory]
    [InlineData("A arc On > Off\n")]
    [InlineData("A state On = 3\n")]
    public async Task What_cannot_be_read_or_contradicts_is_left_to_its_author(string line)
    {
        Baselines project = Baselines.Of(Lamp("A"), (Baselines.Shipped, Lines("A")), (Baselines.Unshipped, line));

        Assert.Empty(await project.ActionsAsync(new MendBaselineFix(), RuleIds.FaultyBaseline));
    }

    [Theory]
    [InlineData(FixAllScope.Project, "MIG5004")]
    [InlineData(FixAllScope.Solution, "")]
    public async Task All_that_can_be_mended_is_mended_at_once(FixAllScope scope, string left)
    {
        (string, string)[] files =
        [
            (Baselines.Shipped, Lines("A") + "A initial On\nA path On -> Off {Dim}: Off\n"),
            (Baselines.Unshipped, "# ours\r\nA initial On\r\nB initial On\r\nB state On = 0\r\n*REMOVED*A error On\r\n*REMOVED*A error On\r\n"),
        ];
        Baselines solution = Baselines.Of(Lamp("A"), files).With("Q", [Lamp("A")], (Baselines.Unshipped, Lines("A") + "A initial On\n"));

        await solution.FixAllAsync(new MendBaselineFix(), RuleIds.FaultyBaseline, scope);

        Assert.Equal(left, await solution.IdsAsync());
        Assert.Equal(Lines("A") + "A path On -> Off {Dim}: Off\n", solution.Text(Baselines.Shipped));
        Assert.Equal("# ours\r\n*REMOVED*A path On -> Off {Dim}: Off\r\n", solution.Text(Baselines.Unshipped));
    }
}
