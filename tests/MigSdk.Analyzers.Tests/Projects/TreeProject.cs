using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MigSdk.Generators;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>C# files that are compiled together, with the generator's state after a run over them.</summary>
internal sealed class TreeProject
{
    // The newest language that the compiler of the tests knows.
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    internal TreeProject(
        string name,
        IEnumerable<(string Path, string Text)> files,
        IEnumerable<MetadataReference> references,
        OutputKind output = OutputKind.DynamicallyLinkedLibrary)
    {
        Name = name;
        Files = [.. files.Select(file => Parse(file.Path, file.Text.ReplaceLineEndings("\n")))];
        Written = CSharpCompilation.Create(
            name, Files, references, new CSharpCompilationOptions(output, nullableContextOptions: NullableContextOptions.Enable));
        Generator = CSharpGeneratorDriver.Create([new DriverGenerator().AsSourceGenerator()], parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(Written, out Compilation whole, out _);
        Whole = (CSharpCompilation)whole;
    }

    internal string Name { get; }

    internal ImmutableArray<SyntaxTree> Files { get; }

    /// <summary>The compilation of what people wrote.</summary>
    internal CSharpCompilation Written { get; }

    /// <summary>The compilation with generated code.</summary>
    internal CSharpCompilation Whole { get; }

    /// <summary>The generator after its run.</summary>
    internal GeneratorDriver Generator { get; }

    /// <summary>The compilation with generated code after an edit of one file, which the generator sees as an edit.</summary>
    internal Compilation With(SyntaxTree file, SyntaxTree edited)
    {
        GeneratorDriver generator = Generator.RunGeneratorsAndUpdateCompilation(
            Written.ReplaceSyntaxTree(file, edited), out Compilation compilation, out _);
        Assert.All(generator.GetRunResult().Results, result => Assert.Null(result.Exception));
        return compilation;
    }

    internal static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Language, path);
}
