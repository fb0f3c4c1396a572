using System;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>How a migration is received. A value out of range is refused when it is set.</summary>
public sealed class MigrationReceiverOptions
{
    private static readonly LiveMigrationOptions Defaults = new();

    /// <summary>How the connection is kept.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public LinkOptions Link
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Link));
    } = new();

    /// <summary>
    /// The longest time for one request to the device or one write; after it the device is told to stop, and the
    /// request fails with ETIMEDOUT. 60 s by default; it may be infinite.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 49 days.</exception>
    public TimeSpan OperationTimeout
    {
        get;
        init => field = new LiveMigrationOptions { OperationTimeout = value }.OperationTimeout;
    } = Defaults.OperationTimeout;

    /// <summary>
    /// How long a device that was told to stop may take to do so, before it counts as one that does not answer. 5 s by
    /// default; it may be infinite.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 49 days.</exception>
    public TimeSpan UnresponsiveAfter
    {
        get;
        init => field = new LiveMigrationOptions { UnresponsiveAfter = value }.UnresponsiveAfter;
    } = Defaults.UnresponsiveAfter;

    /// <summary>
    /// Starts the host's own workload at the destination. Called once, when the device runs and is asked for nothing
    /// more. What it throws comes as a <see cref="MigrationReceiverException"/> whose
    /// <see cref="MigrationReceiverException.DestinationRuns"/> is true: there is no way back any more.
    /// </summary>
    public Func<ValueTask>? OnDestinationRunning { get; init; }

    /// <summary>The same for what drives the device. It goes by the clock of the connection.</summary>
    internal LiveMigrationOptions ForDevice() => new()
    {
        OperationTimeout = OperationTimeout,
        UnresponsiveAfter = UnresponsiveAfter,
        TimeProvider = Link.TimeProvider,
    };
}
