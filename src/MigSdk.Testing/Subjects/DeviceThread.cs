using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Subjects;

/// <summary>The one thread of a driver that is declared single-threaded; what its handlers await comes back to it.</summary>
internal sealed class DeviceThread : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];

    internal DeviceThread() => new Thread(Loop) { IsBackground = true, Name = "Device" }.Start();

    public override void Post(SendOrPostCallback d, object? state) => _queue.Add((d, state));

    /// <summary>Ends the thread when it has done what it was given.</summary>
    public void Dispose() => _queue.CompleteAdding();

    internal Task<T> Run<T>(Func<Task<T>> operation)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(async _ => await CarryOutAsync(operation, result), null);
        return result.Task;
    }

    private static async Task CarryOutAsync<T>(Func<Task<T>> operation, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(await operation());
        }
        catch (Exception cause)
        {
            result.SetException(cause);
        }
    }

    private void Loop()
    {
        SetSynchronizationContext(this);
        foreach ((SendOrPostCallback callback, object? state) in _queue.GetConsumingEnumerable())
            callback(state);
    }
}
