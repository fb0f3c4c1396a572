using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>How a live migration is carried out. A value out of range is refused when it is set.</summary>
public sealed class LiveMigrationOptions
{
    // What a timer takes.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>
    /// The size of one read, in bytes (1 to 2,147,483,591). Null, the default, takes what QEMU does: the source's
    /// estimate of its stream, at most 1 MiB; but at least 4 KiB, since estimates can be wrong.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int? BufferSize
    {
        get;
        init
        {
            if (value is { } size)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(BufferSize));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Array.MaxLength, nameof(BufferSize));
            }

            field = value;
        }
    }

    /// <summary>
    /// The pre-copy ends when the source's estimate of what is left can be transferred in this time, at the rate that
    /// was measured. 300 ms by default, as in QEMU; zero waits until nothing is left.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan DowntimeTarget
    {
        get;
        init => field = value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(DowntimeTarget), value, "The downtime target must not be negative.");
    } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// The longest downtime that is put up with: where the destination could not be asked to run by then, the source
    /// goes on and the migration fails with ETIMEDOUT. No limit by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 49 days.</exception>
    public TimeSpan DowntimeLimit { get; init => field = Limit(value, nameof(DowntimeLimit)); } =
        Timeout.InfiniteTimeSpan;

    /// <summary>
    /// The most pre-copy rounds (at least 1); after them the source is stopped whatever is left. A round transfers what
    /// the source has to transfer when the round begins. 30 by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxRounds
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(MaxRounds));
            field = value;
        }
    } = 30;

    /// <summary>
    /// How long a pre-copy round that has found no data waits for some before the estimates are looked at again. 100 ms
    /// by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, infinite, or above 49 days.</exception>
    public TimeSpan DataWaitLimit
    {
        get;
        init => field = value != Timeout.InfiniteTimeSpan
            ? Limit(value, nameof(DataWaitLimit))
            : throw new ArgumentOutOfRangeException(
                nameof(DataWaitLimit), value, "A source need not ever have data again, so the wait must have a limit.");
    } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The longest time for one request, read or write; after it the device is told to stop, and the migration fails
    /// with ETIMEDOUT. 60 s by default; it may be infinite.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 49 days.</exception>
    public TimeSpan OperationTimeout { get; init => field = Limit(value, nameof(OperationTimeout)); } =
        TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a device that was told to stop (by cancellation or a time limit) may take to do so, before it counts as
    /// one that does not answer. 5 s by default; it may be infinite.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 49 days.</exception>
    public TimeSpan UnresponsiveAfter { get; init => field = Limit(value, nameof(UnresponsiveAfter)); } =
        TimeSpan.FromSeconds(5);

    /// <summary>
    /// The shortest time between two reports while data is transferred; requests, rounds and phases are always
    /// reported. 100 ms by default; zero reports every read.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan ProgressInterval
    {
        get;
        init => field = value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(ProgressInterval), value, "The interval must not be negative.");
    } = TimeSpan.FromMilliseconds(100);

    /// <summary>The clock by which everything is measured and limited. The system's by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(TimeProvider));
    } = TimeProvider.System;

    /// <summary>
    /// Stops the host's own workload at the source, such as a VM's CPUs. Called once, before the source itself is asked
    /// to stop. What it throws ends the migration, and the source goes on.
    /// </summary>
    public Func<CancellationToken, ValueTask>? OnSourceStopping { get; init; }

    /// <summary>
    /// Starts the host's own workload at the destination. Called once, when the destination runs and is asked for
    /// nothing more. What it throws comes as a <see cref="LiveMigrationException"/> with
    /// <see cref="RunningSide.Destination"/>: there is no way back any more.
    /// </summary>
    public Func<ValueTask>? OnDestinationRunning { get; init; }

    /// <summary>
    /// Starts the host's own workload at the source again. Called once where a migration has failed after
    /// <see cref="OnSourceStopping"/> was called (also where that threw) and the source runs again. What it throws is
    /// among the <see cref="LiveMigrationException.RecoveryFailures"/>.
    /// </summary>
    public Func<ValueTask>? OnSourceRunning { get; init; }

    /// <summary>What cannot be seen when a single value is set.</summary>
    internal void ThrowIfContradictory()
    {
        if (OperationTimeout != Timeout.InfiniteTimeSpan && DataWaitLimit >= OperationTimeout)
        {
            throw new ArgumentException(
                $"{nameof(DataWaitLimit)} ({DataWaitLimit}) must be shorter than {nameof(OperationTimeout)} "
                + $"({OperationTimeout}), or a wait for data would count as a device that does not answer.");
        }
    }

    private static TimeSpan Limit(TimeSpan value, string name) =>
        value == Timeout.InfiniteTimeSpan || (value > TimeSpan.Zero && value <= Longest)
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, "The time must be positive, at most 49 days, or infinite.");
}
