using System;
using Xunit;

namespace MigSdk.Testing.Tests;

/// <summary>A test that takes minutes: it is run where the environment asks for it by <c>MIGSDK_STREAMS=full</c>.</summary>
public sealed class FullRunFactAttribute : FactAttribute
{
    public FullRunFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("MIGSDK_STREAMS") != "full")
            Skip = "Takes minutes. Set MIGSDK_STREAMS=full.";
    }
}
