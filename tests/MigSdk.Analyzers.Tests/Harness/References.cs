using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace MigSdk.Analyzers.Tests;

/// <summary>What a driver is compiled against.</summary>
internal static class References
{
    internal static ImmutableArray<MetadataReference> All { get; } =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(MigrationDriverAttribute).Assembly.Location),
    ];
}
