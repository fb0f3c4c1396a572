using System;
using System.Diagnostics;
using System.Threading.Tasks;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Execution;

/// <summary>Watches a device over a time.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Whether a count becomes greater than it was, within a time.</summary>
    internal static async Task<bool> GrowsAsync(Func<Task<long>> count, long before, TimeSpan limit)
    {
        long begin = Stopwatch.GetTimestamp();
        while (await count() <= before)
        {
            if (Stopwatch.GetElapsedTime(begin) > limit)
                return false;
            await Task.Delay(Pause);
        }

        return true;
    }

    /// <summary>Fails if a count changes within the time for which a device is watched.</summary>
    internal static async Task ExpectStillAsync(Subject subject, Func<Task<long>> count, string what)
    {
        long before = await count();
        long begin = Stopwatch.GetTimestamp();
        do
        {
            await Task.Delay(Pause);
            long seen = await count();
            if (seen != before)
                throw new CheckFailedException($"{what} to stand still at {before}", $"{seen}");
        }
        while (Stopwatch.GetElapsedTime(begin) < subject.Lab.Settings.QuietTime);
    }
}
