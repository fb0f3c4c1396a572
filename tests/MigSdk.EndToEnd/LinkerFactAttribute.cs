using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;

namespace MigSdk.EndToEnd;

/// <summary>A test that publishes with NativeAOT, which needs a C toolchain to link with.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinkerFactAttribute : FactAttribute
{
    public LinkerFactAttribute()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
            Skip = "NativeAOT is tested on Linux.";
        else if (!IsOnPath("clang") && !IsOnPath("gcc"))
            Skip = "NativeAOT needs clang or gcc to link with, and neither is installed.";
        else if (!File.Exists("/usr/include/zlib.h"))
            Skip = "NativeAOT needs zlib's headers (zlib1g-dev), and they are not installed.";
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
