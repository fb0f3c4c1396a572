using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>The examples of the rules' pages are what the pages say they are.</summary>
public sealed class PageExamplesTests
{
    public static TheoryData<string> Ids => CatalogueTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wrong_example_breaks_the_rule_and_the_right_one_keeps_it(string id)
    {
        string page = Source.Read($"{id}.md");

        Assert.Contains(id, await IdsAsync(Section(page, "## Wrong")));
        Assert.DoesNotContain(id, await IdsAsync(Section(page, "## Right")));
    }

    // An example is a block of C#, with a block for each file that the project gives the rules.
    private static async Task<string[]> IdsAsync(string section)
    {
        string example = Blocks(section, "csharp").Single().Text;
        List<Diagnostic> found = await Compiling.ReportAsync(
            Whole(example), files: [.. Blocks(section, @"text (\S+)").Select(file => ("/" + file.Name, file.Text))]);
        return [.. found.Select(diagnostic => diagnostic.Id)];
    }

    private static (string Name, string Text)[] Blocks(string section, string kind) =>
    [
        .. Regex.Matches(section, $"^```{kind}\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)
            .Select(match => (match.Groups[1].Value, match.Groups["text"].Value)),
    ];

    private static string Section(string page, string heading) => page.Split("\n## ")
        .Select(section => "## " + section)
        .Single(section => section.StartsWith(heading + "\n", System.StringComparison.Ordinal));

    internal static string Whole(string example) =>
        "using System.Threading; using System.Threading.Tasks; using MigSdk; using static MigSdk.MigrationState;\n"
        + (Regex.IsMatch(example, "class|enum") ? example : $"[MigrationDriver]\npublic sealed partial class Nic\n{{\n{example}\n}}");
}
