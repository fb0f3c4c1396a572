using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace MigSdk.Interleavings.Tests;

/// <summary>Compiles the run time's own sources with places changed.</summary>
internal static class MutatedSource
{
    private const string Folder = "src/";

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);
    private static readonly Dictionary<string, string> Sources = Read();
    private static readonly CSharpCompilation Original = CSharpCompilation.Create(
        typeof(MigrationSession).Assembly.GetName().Name,
        Sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, Parsing, source.Key)),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The source with every edit made, each at the one place that its text has.</summary>
    internal static string Edit(Mutant mutant)
    {
        string source = Sources[mutant.File];
        foreach ((string old, string changed) in mutant.Edits)
        {
            Assert.True(
                source.Split(old).Length == 2, $"'{old}' is not in {mutant.File} exactly once: the mutant has to be written anew.");
            source = source.Replace(old, changed, StringComparison.Ordinal);
        }

        return source;
    }

    /// <summary>The assembly made of it.</summary>
    internal static byte[] Compile(Mutant mutant)
    {
        CSharpCompilation mutated = Original.ReplaceSyntaxTree(
            Original.SyntaxTrees.Single(tree => tree.FilePath == mutant.File),
            CSharpSyntaxTree.ParseText(Edit(mutant), Parsing, mutant.File));
        using var image = new MemoryStream();
        EmitResult result = mutated.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return image.ToArray();
    }

    private static Dictionary<string, string> Read()
    {
        Assembly here = typeof(MutatedSource).Assembly;
        return here.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).ToDictionary(
            name => name[Folder.Length..],
            name =>
            {
                using var reader = new StreamReader(here.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            });
    }
}
