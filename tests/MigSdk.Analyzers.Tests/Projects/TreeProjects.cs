using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace MigSdk.Analyzers.Tests;

/// <summary>The projects of this tree that are embedded into the tests, each read once.</summary>
internal static class TreeProjects
{
    private const string Samples = "samples/";

    private static readonly string[] Resources = typeof(TreeProjects).Assembly.GetManifestResourceNames();
    private static readonly ConcurrentDictionary<string, Lazy<TreeProject>> Known = new();

    /// <summary>The names of the samples.</summary>
    internal static ImmutableArray<string> SampleNames { get; } =
    [
        .. Resources.Where(name => name.StartsWith(Samples, StringComparison.Ordinal) && name.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A sample. The samples that it refers to are compiled with it, as an IDE does.</summary>
    internal static TreeProject Sample(string name) => Known.GetOrAdd(name, _ => new(() => ReadSample(name))).Value;

    /// <summary>A folder whose files compile alone.</summary>
    internal static TreeProject Folder(string folder) => new(folder.Replace('/', '.'), Files(folder), ProjectReferences.All);

    private static TreeProject ReadSample(string name)
    {
        string project = Source.Read($"{Samples}{name}/{name}.csproj");
        IEnumerable<MetadataReference> samples = Regex.Matches(project, "Include=\"\\.\\./(\\w+)/\\w+\\.csproj\"")
            .Select(match => Sample(match.Groups[1].Value).Whole.ToMetadataReference());
        return new(
            name,
            Files($"{Samples}{name}"),
            [.. ProjectReferences.All, .. samples],
            project.Contains("<OutputType>Exe", StringComparison.Ordinal)
                ? OutputKind.ConsoleApplication
                : OutputKind.DynamicallyLinkedLibrary);
    }

    private static IEnumerable<(string Path, string Text)> Files(string folder) =>
        Resources.Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal) && name.EndsWith(".cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, Source.Read(name)));
}
