using System;
using Xunit;

namespace MigSdk.EndToEnd.Guest;

/// <summary>A test that boots a Linux guest in QEMU.</summary>
/// <remarks>
/// What it boots is made by <c>prepare.sh</c>, which fetches some 150 MB: a developer asks for that, a build server must
/// have it.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GuestFactAttribute : FactAttribute
{
    public GuestFactAttribute()
    {
        if (!GuestFolder.IsRequired && GuestFolder.WhatIsMissing() is { } missing)
            Skip = missing;
    }
}
