using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
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
        string[] examples = [.. Regex.Matches(Source.Read($"{id}.md"), "^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value)];

        Assert.Contains(id, (await Compiling.ReportAsync(Whole(examples[0]))).Select(diagnostic => diagnostic.Id));
        Assert.DoesNotContain(id, (await Compiling.ReportAsync(Whole(examples[1]))).Select(diagnostic => diagnostic.Id));
    }

    private static string Whole(string example) =>
        "using System.Threading; using System.Threading.Tasks; using MigSdk; using static MigSdk.MigrationState;\n"
        + (Regex.IsMatch(example, "class|enum") ? example : $"[MigrationDriver]\npublic sealed partial class Nic\n{{\n{example}\n}}");
}
