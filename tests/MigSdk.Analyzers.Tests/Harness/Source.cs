using System;
using System.IO;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>Correct drivers and specs, and how a test puts a mistake into one.</summary>
internal static class Source
{
    internal static string Flags1 { get; } = Read("Flags1.cs");

    internal static string Flags3 { get; } = Read("Flags3.cs");

    internal static string Flags5 { get; } = Read("Flags5.cs");

    internal static string Flags7 { get; } = Read("Flags7.cs");

    internal static string Rfc2022 { get; } = Read("Rfc2022.cs");

    /// <summary>A spec without sessions and with optional states, and drivers of it.</summary>
    internal static string Power { get; } = Read("Power.cs");

    /// <summary>A spec with a feature enum of its own, and a driver of it.</summary>
    internal static string Features { get; } = Read("Features.cs");

    /// <summary>Only the spec of <see cref="Power"/>.</summary>
    internal static string PowerSpec { get; } = Power[..Power.IndexOf("[StateMachineDriver", StringComparison.Ordinal)];

    /// <summary>A source with one place changed, which must be there and be the only one.</summary>
    internal static string Edit(this string source, string old, string changed)
    {
        int at = source.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The source has no '{old}'.");
        Assert.True(source.IndexOf(old, at + 1, StringComparison.Ordinal) < 0, $"The source has '{old}' more than once.");
        return source.Replace(old, changed, StringComparison.Ordinal);
    }

    internal static string Read(string name)
    {
        using Stream stream = typeof(Source).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException(null, name);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
