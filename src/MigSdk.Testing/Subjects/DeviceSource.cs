using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Subjects;

/// <summary>Makes devices for the checks, as many as they want, and knows what all of them have in common.</summary>
internal abstract class DeviceSource
{
    /// <summary>The name of the device's type.</summary>
    internal abstract string Name { get; }

    /// <summary>What the type says it can do; null where only a device can tell.</summary>
    internal virtual StaticAnswers? Answers => null;

    /// <summary>What a failed transition leaves.</summary>
    internal virtual FailurePolicy Policy => FailurePolicy.StopWhereFailed;

    /// <summary>Whether all must be done on one thread.</summary>
    internal virtual bool IsSingleThreaded => false;

    /// <summary>Whether the driver can be asked on the caller's stack.</summary>
    internal virtual bool IsSynchronous => false;

    /// <summary>Makes a device.</summary>
    /// <param name="way">By which way requests come to it; the synchronous one only where there is one.</param>
    /// <param name="cancel">Stops the wait.</param>
    internal abstract Task<TestedDevice> CreateAsync(Way way, CancellationToken cancel);

    private protected static TestedDevice Describe<TDevice>(
        TDevice device, IMigrationBackend backend, StepSeam? seam, ConformanceOptions<TDevice> options)
        where TDevice : class =>
        new(backend)
        {
            Seam = seam,
            Snapshot = options.Snapshot is { } snapshot ? () => snapshot(device) : null,
            Work = options.Work is { } work ? number => work(device, number) : null,
            Activity = options.Activity is { } activity ? () => activity(device) : null,
            PeerActivity = options.PeerActivity is { } peer ? () => peer(device) : null,
            Resources = options.Resources is { } resources ? () => resources(device) : null,
            HookAccesses = options.HookAccesses is { } hook ? callback => hook(device, callback) : null,
            Release = () => Release(device, options),
        };

    private static void Release<TDevice>(TDevice device, ConformanceOptions<TDevice> options)
        where TDevice : class
    {
        if (options.Release is { } release)
            release(device);
        else if (device is IDisposable disposable)
            disposable.Dispose();
        else if (device is IAsyncDisposable asynchronous)
            asynchronous.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
