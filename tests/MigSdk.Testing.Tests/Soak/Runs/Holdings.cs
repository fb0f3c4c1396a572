using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>What this process holds.</summary>
/// <remarks>
/// The pool's threads are not among the threads: it makes more while the machine is busy, and lets them go later.
/// </remarks>
internal readonly record struct Holdings(long Heap, long WorkingSet, int Descriptors, int Threads, long Timers)
{
    private const long Mebibyte = 1024 * 1024;

    internal static Holdings Now()
    {
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return new Holdings(
            heap,
            process.WorkingSet64,
            Directory.GetFileSystemEntries("/proc/self/fd").Length,
            process.Threads.Count - ThreadPool.ThreadCount,
            Timer.ActiveCount);
    }

    /// <summary>What is held when all that was given back has come back, but does not wait for it for ever.</summary>
    internal static async Task<Holdings> SettledAsync(Holdings? baseline)
    {
        const int Patience = 20;
        Holdings now = Now();
        for (int i = 0; i < Patience && baseline is { } flat && now.GrowthOver(flat) is not null; i++)
        {
            await Task.Delay(500);
            now = Now();
        }

        return now;
    }

    /// <summary>What has grown beyond the noise of a process; null where nothing has.</summary>
    /// <remarks>
    /// Pools of arrays keep some MiB of the heap, now more and now less, and the system decides how much of it stays resident.
    /// </remarks>
    internal string? GrowthOver(Holdings baseline) =>
        Descriptors > baseline.Descriptors + 4 ? "descriptors"
        : Timers > baseline.Timers + 4 ? "timers"
        : Threads > baseline.Threads + 6 ? "threads"
        : Heap > baseline.Heap + (16 * Mebibyte) ? "the managed heap"
        : WorkingSet > (baseline.WorkingSet * 2) + (64 * Mebibyte) ? "the working set"
        : null;

    public override string ToString() =>
        $"heap {Heap / 1024:N0} KiB, working set {WorkingSet / Mebibyte} MiB, {Descriptors} descriptors, {Threads} threads of its own, "
        + $"{Timers} timers";
}
