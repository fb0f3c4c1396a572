using System.IO;
using System.Linq;
using System.Reflection;

namespace MigSdk.EndToEnd;

/// <summary>The tree that these tests were built from.</summary>
internal static class Repository
{
    internal static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>How the tree was built with these tests.</summary>
    internal static string Configuration { get; } = Metadata("Configuration");

    internal static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
