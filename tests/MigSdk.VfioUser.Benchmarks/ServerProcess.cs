using System;
using System.IO;

namespace MigSdk.VfioUser.Benchmarks;

/// <summary>What a server costs, whoever it is: its threads' time on a CPU, as the kernel counts it.</summary>
internal static class ServerProcess
{
    internal static TimeSpan CpuTime(int process)
    {
        long nanoseconds = 0;
        foreach (string thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            try
            {
                nanoseconds += long.Parse(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0]);
            }
            catch (IOException)
            {
                // A thread that has just ended.
            }
        }

        return TimeSpan.FromMicroseconds(nanoseconds / 1000.0);
    }
}
