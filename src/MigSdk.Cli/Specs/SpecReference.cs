using System;
using System.Collections.Immutable;
using System.IO;

namespace MigSdk.Cli;

/// <summary>
/// What a command line names as a spec or driver: <c>PLACE[:NAME][@FEATURE,FEATURE…]</c>, where the place is a built-in
/// spec, an assembly or a baseline file.
/// </summary>
/// <param name="Text">The whole, as it was typed.</param>
/// <param name="Place">The built-in name or the path.</param>
/// <param name="Name">The spec or driver in it; null where none is named.</param>
/// <param name="Features">
/// The features that the spec keeps; default where none are named, so that it keeps all.
/// </param>
internal sealed record SpecReference(string Text, string Place, string? Name, ImmutableArray<string> Features)
{
    /// <summary>Parts a reference. A file whose name has a colon or an at sign is taken as it is.</summary>
    internal static SpecReference Parse(string text)
    {
        if (File.Exists(text))
            return new SpecReference(text, text, null, default);

        string rest = text;
        ImmutableArray<string> features = default;
        int nameBegins = rest.LastIndexOfAny(['/', '\\']) + 1;
        int at = rest.IndexOf('@', nameBegins);
        if (at >= 0)
        {
            features = [.. rest[(at + 1)..].Split(
                [',', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            rest = rest[..at];
        }

        int colon = rest.IndexOf(':', nameBegins);
        return colon < 0
            ? new SpecReference(text, rest, null, features)
            : new SpecReference(text, rest[..colon], rest[(colon + 1)..], features);
    }
}
