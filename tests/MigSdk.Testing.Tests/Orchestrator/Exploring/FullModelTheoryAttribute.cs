using System;
using Xunit;

namespace MigSdk.Testing.Tests;

/// <summary>An exploration that takes minutes: the environment asks for it by <c>MIGSDK_MODEL=full</c>.</summary>
public sealed class FullModelTheoryAttribute : TheoryAttribute
{
    public FullModelTheoryAttribute()
    {
        if (!IsFull)
            Skip = "Takes minutes. Set MIGSDK_MODEL=full.";
    }

    internal static bool IsFull { get; } = Environment.GetEnvironmentVariable("MIGSDK_MODEL") == "full";
}
