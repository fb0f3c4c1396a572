using System;
using Xunit;

namespace MigSdk.Testing.Tests;

/// <summary>An exploration that takes long: the environment asks for it by <c>MIGSDK_MODEL=full</c>.</summary>
public sealed class FullModelFactAttribute : FactAttribute
{
    internal const string Reason = "Takes long. Set MIGSDK_MODEL=full.";

    public FullModelFactAttribute() => Skip = IsFull ? null : Reason;

    internal static bool IsFull { get; } = Environment.GetEnvironmentVariable("MIGSDK_MODEL") == "full";
}
