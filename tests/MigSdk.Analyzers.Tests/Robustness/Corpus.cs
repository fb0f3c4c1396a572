using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace MigSdk.Analyzers.Tests;

/// <summary>What is cut and edited: the samples, the tests' own drivers, and the examples of the rules' pages, half of them wrong.</summary>
internal static class Corpus
{
    private static readonly string[] Sources =
        ["Flags1.cs", "Flags3.cs", "Flags5.cs", "Flags7.cs", "Rfc2022.cs", "Power.cs", "Features.cs"];

    /// <summary>Every file, with the project that it is compiled in.</summary>
    internal static ImmutableArray<(TreeProject Project, SyntaxTree File)> Files { get; } =
    [
        .. TreeProjects.SampleNames.Select(TreeProjects.Sample)
            .Concat(Sources.Select(name => Single(name, Source.Read(name))))
            .Concat(PageExamples())
            .SelectMany(project => project.Files.Select(file => (project, file))),
    ];

    private static IEnumerable<TreeProject> PageExamples() =>
        from rule in AllRules.Analyzers
        let page = $"{rule.SupportedDiagnostics[0].Id}.md"
        from example in Regex.Matches(Source.Read(page), "^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)
        select Single($"{page} at {example.Index}", PageExamplesTests.Whole(example.Groups[1].Value));

    private static TreeProject Single(string name, string text) => new(name, [(name, text)], References.All);
}
