using System.Linq;

namespace MigSdk.Generators;

/// <summary>Names of generated files: readable, unique for each type, and short enough for any file system.</summary>
internal static class HintName
{
    private const int MaxLength = 100;

    internal static string Of(string fullName)
    {
        string suffix = $".{Hash(fullName):x8}.g.cs";
        string readable = new([.. fullName.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '_')]);
        int room = MaxLength - suffix.Length;
        // The end of a name says more than its beginning.
        return (readable.Length <= room ? readable : readable.Substring(readable.Length - room)) + suffix;
    }

    // FNV-1a: the same on every machine and in every version of the runtime.
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
}
