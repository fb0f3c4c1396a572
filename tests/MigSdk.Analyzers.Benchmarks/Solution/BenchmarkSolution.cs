using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MigSdk.Generators;

namespace MigSdk.Analyzers.Benchmarks;

/// <summary>A thousand files in one project: a hundred drivers, a third of the rest uses them.</summary>
internal sealed class BenchmarkSolution
{
    private const int Drivers = 100, Hosts = 300, Plain = 600;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    internal BenchmarkSolution()
    {
        // Hosts use the drivers of VFIO's spec in turn.
        int[] vfio = [.. Enumerable.Range(0, Drivers).Where(n => n % DriverFiles.Kinds != DriverFiles.Kinds - 1)];
        IEnumerable<(string Path, string Text)> files =
        [
            .. Enumerable.Range(0, Drivers).Select(n => ($"Devices/Nic{n}.cs", DriverFiles.Make(n))),
            .. Enumerable.Range(0, Hosts).Select(n => ($"Hosts/Mover{n}.cs", HostFiles.Make(n, vfio[n % vfio.Length]))),
            .. Enumerable.Range(0, Plain).Select(n => ($"Business/File{n}.cs", PlainFiles.Make(n))),
        ];
        Written = CSharpCompilation.Create(
            "Solution",
            files.Select(file => Parse(file.Text, file.Path)),
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(MigrationDriverAttribute).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Generator = CSharpGeneratorDriver.Create([new DriverGenerator().AsSourceGenerator()], parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(Written, out Compilation whole, out _);
        Whole = whole;
        if (whole.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"The solution does not compile: {error}");
    }

    /// <summary>A file of each kind, and what is edited in it: something inside a method body.</summary>
    internal static ImmutableArray<Edit> Edits { get; } =
    [
        new("plain file", "Business/File300.cs", PlainFiles.Edited),
        new("host", "Hosts/Mover150.cs", HostFiles.Edited),
        new("driver of VFIO's spec", "Devices/Nic53.cs", DriverFiles.Edited),
        new("driver with its spec", "Devices/Nic54.cs", DriverFiles.Edited),
    ];

    /// <summary>What people wrote.</summary>
    internal CSharpCompilation Written { get; }

    /// <summary>With the generated code.</summary>
    internal Compilation Whole { get; }

    /// <summary>The generator after a run.</summary>
    internal GeneratorDriver Generator { get; }

    /// <summary>What people wrote after one more edit, and the edited file.</summary>
    internal (Compilation Written, SyntaxTree Edited) Apply(Edit edit, int round)
    {
        SyntaxTree before = Written.SyntaxTrees.Single(tree => tree.FilePath == edit.Path);
        string text = before.ToString();
        if (!text.Contains(edit.Place, StringComparison.Ordinal))
            throw new InvalidOperationException($"{edit.Path} has no '{edit.Place}'.");
        SyntaxTree after = Parse(text.Replace(edit.Place, $"{edit.Place[..^1]} + {round};", StringComparison.Ordinal), edit.Path);
        return (Written.ReplaceSyntaxTree(before, after), after);
    }

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, Language, path, Encoding.UTF8);
}
