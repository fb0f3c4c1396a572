using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>On whole projects that are right the rules are silent, suggestions included.</summary>
public sealed class PrecisionTests
{
    public static TheoryData<string> Samples => [.. TreeProjects.SampleNames];

    [Theory]
    [MemberData(nameof(Samples))]
    public Task A_sample_has_no_diagnostic(string sample) => VerifyAsync(TreeProjects.Sample(sample));

    [Theory]
    [InlineData("src/MigSdk.Host")]
    [InlineData("tests/MigSdk.Tests")]
    public Task A_project_has_no_diagnostic(string folder) => VerifyAsync(TreeProjects.Folder(folder));

    [Fact]
    public void There_are_samples() => Assert.NotEmpty(TreeProjects.SampleNames);

    // What the compiler cannot make out, rules are silent about: so it must make out all.
    private static async Task VerifyAsync(TreeProject project)
    {
        IEnumerable<Diagnostic> errors = project.Whole.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(errors);
        Assert.Empty(await Analysis.RunAsync(project.Whole, AllRules.Analyzers));
    }
}
