using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace MigSdk.Testing.Checks;

/// <summary>What this process holds.</summary>
internal readonly record struct Holdings(long Descriptors, long Threads, long Timers, long Bytes)
{
    private const string DescriptorFolder = "/proc/self/fd";

    internal static Holdings Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        long descriptors = Directory.Exists(DescriptorFolder)
            ? Directory.GetFileSystemEntries(DescriptorFolder).Length
            : process.HandleCount;
        return new Holdings(descriptors, process.Threads.Count, Timer.ActiveCount, GC.GetTotalMemory(forceFullCollection: true));
    }
}
