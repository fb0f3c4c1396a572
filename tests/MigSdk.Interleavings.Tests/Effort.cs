using System;

namespace MigSdk.Interleavings.Tests;

/// <summary><c>MIGSDK_INTERLEAVINGS=full</c> explores what takes minutes, and tries every mutant.</summary>
internal static class Effort
{
    internal static readonly bool IsFull = Environment.GetEnvironmentVariable("MIGSDK_INTERLEAVINGS") == "full";
}
