using System;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;

namespace MigSdk.Testing.Subjects;

/// <summary>
/// Runs what is asked of a device on another thread and gives up on it in the end: a device that hangs is a finding, and not
/// a test that hangs.
/// </summary>
internal sealed class OperationGuard(TimeSpan limit, DeviceThread? thread)
{
    /// <summary>Whether something is still inside the device that will not come out.</summary>
    internal bool IsHung { get; private set; }

    /// <summary>
    /// The bytes that operations have allocated since this was set to 0; null once one has gone on after an await, on
    /// threads that it shares with others.
    /// </summary>
    internal long? Allocated { get; set; } = 0;

    internal async Task<T> RunAsync<T>(string what, Func<Task<T>> operation)
    {
        if (IsHung)
            throw new CheckFailedException("the device answers", $"{what} after it has hung");
        Task<T> running = thread is null ? Task.Run(Counted) : thread.Run(Counted);
        await ((Task)running).WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (running.IsCompleted)
            return await running;

        IsHung = true;
        // Nobody looks at it any more.
        _ = running.ContinueWith(static task => task.Exception, TaskScheduler.Default);
        throw new CheckFailedException($"an answer within {limit.TotalSeconds:0.#} s", $"a hang: {what} has not come back");

        Task<T> Counted()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Task<T> task = operation();
            Allocated = task.IsCompleted ? Allocated + GC.GetAllocatedBytesForCurrentThread() - before : null;
            return task;
        }
    }

    internal Task<T> CallAsync<T>(string what, Func<T> call) => RunAsync(what, () => Task.FromResult(call()));

    internal Task CallAsync(string what, Action call) => RunAsync(what, () =>
    {
        call();
        return Task.FromResult(true);
    });
}
