using System;
using System.Collections.Generic;
using System.Globalization;

namespace MigSdk.Testing;

/// <summary>What the kit has to know of a device, and how much it does. Everything has a default.</summary>
/// <remarks>
/// The more of the functions are given, the more is checked; what was not checked for want of one stands in the report. The
/// kit calls all of them for one device from one thread at a time; they may take as long as <see cref="OperationLimit"/>.
/// </remarks>
/// <typeparam name="TDevice">What the factory makes: a driver, or a back end of <c>MigSdk.Host</c>.</typeparam>
public sealed class ConformanceOptions<TDevice>
    where TDevice : class
{
    /// <summary>
    /// The device's state as its guest sees it: bytes (an array or a memory), a text such as a hash, or any value with an
    /// equality. Only called while the device is in STOP, STOP_COPY or RESUMING. Without it no states are compared, and no
    /// wrong streams are offered.
    /// </summary>
    public Func<TDevice, object>? Snapshot { get; init; }

    /// <summary>
    /// When two snapshots are the same to a guest. By default bytes are compared by content and everything else by
    /// <see cref="object.Equals(object?)"/>.
    /// </summary>
    public IEqualityComparer<object>? SnapshotComparer { get; init; }

    /// <summary>
    /// One piece of a guest's work with the device, such as writing registers or beginning a job, so that it has a state
    /// worth carrying over. Called in states in which the device runs, again and again with another number each time.
    /// </summary>
    public Action<TDevice, int>? Work { get; init; }

    /// <summary>
    /// How often the device has done something that can be seen from outside (DMA, interrupts, ticks of a clock) since it
    /// was made. In STOP, STOP_COPY and RESUMING it must stand still.
    /// </summary>
    public Func<TDevice, long>? Activity { get; init; }

    /// <summary>How often the device has started DMA to a peer. In the P2P states it must stand still.</summary>
    public Func<TDevice, long>? PeerActivity { get; init; }

    /// <summary>
    /// How many things the device holds for migration: pages that are pinned, firmware handles, logs. In RUNNING, with no
    /// data window open, it must always be the same.
    /// </summary>
    public Func<TDevice, long>? Resources { get; init; }

    /// <summary>
    /// Gives the device's test double a callback to call before each access to the hardware that it stands for, or null to
    /// call none. What the callback throws is the access's failure: so handlers are made to fail in the middle of their
    /// work, at each access in turn. Without it they fail before and after it only.
    /// </summary>
    public Action<TDevice, Action?>? HookAccesses { get; init; }

    /// <summary>Releases a device. By default it is disposed if it can be.</summary>
    public Action<TDevice>? Release { get; init; }

    /// <summary>Streams that the device must refuse: of other features, another version, another kind of device.</summary>
    public IReadOnlyList<ForeignStream> ForeignStreams { get; init; } = [];

    /// <summary>Checks that are left out, and stand so in the report.</summary>
    public IReadOnlySet<ConformanceCheck> Skip { get; init; } = new HashSet<ConformanceCheck>();

    /// <summary>
    /// What all random choices follow from; the report has it. By default the environment variable
    /// <c>MIGSDK_CONFORMANCE_SEED</c> or, where that is not set, 1: an ordinary run is the same every time.
    /// </summary>
    public ulong Seed { get; init; } = FromEnvironment("MIGSDK_CONFORMANCE_SEED", 1UL);

    /// <summary>
    /// How many times as much of everything random is done as in an ordinary run, 1 to 10,000. By default the environment
    /// variable <c>MIGSDK_CONFORMANCE_EFFORT</c> or, where that is not set, 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 10,000.</exception>
    public int Effort
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10_000);
            field = value;
        }
    } = Math.Clamp(FromEnvironment("MIGSDK_CONFORMANCE_EFFORT", 1), 1, 10_000);

    /// <summary>How long one request, read, write or call of the author's functions may take before it counts as a hang.</summary>
    public TimeSpan OperationLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a device is watched where it must stand still.</summary>
    public TimeSpan QuietTime { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The most bytes that a stream may have before it counts as endless (1 or more).</summary>
    public long MaxStreamBytes { get; init; } = 256L << 20;

    /// <summary>
    /// The most bytes that a destination may allocate, all in all, while one stream is offered to it. By default 64 MiB and
    /// sixteen times the stream.
    /// </summary>
    public long? MaxBytesAllocatedByStream { get; init; }

    /// <summary>Where to write the report, without extension: <c>.md</c> and <c>.json</c> are added. Null for nowhere.</summary>
    public string? ReportPath { get; init; }

    /// <summary>Told of every check as it ends.</summary>
    public IProgress<CheckResult>? Progress { get; init; }

    private static T FromEnvironment<T>(string name, T otherwise)
        where T : IParsable<T> =>
        Environment.GetEnvironmentVariable(name) is not { Length: > 0 } text ? otherwise
        : T.TryParse(text, CultureInfo.InvariantCulture, out T? value) ? value
        : throw new FormatException($"The environment variable {name} is '{text}', which is no {typeof(T).Name}.");
}
