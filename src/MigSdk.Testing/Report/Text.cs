using System;

namespace MigSdk.Testing;

/// <summary>Texts for a report: each on one line and of bounded length.</summary>
internal static class Text
{
    private const int MaxLength = 400;

    internal static string OneLine(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= MaxLength ? line : string.Concat(line.AsSpan(0, MaxLength - 1), "…");
    }

    internal static string Of(Exception cause) => cause is MigrationException failure
        ? $"{failure.Errno}: {failure.Message}"
        : $"{cause.GetType().Name}: {cause.Message}";
}
