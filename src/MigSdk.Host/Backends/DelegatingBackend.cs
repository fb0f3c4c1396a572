using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>
/// A back end that does what another one does: the base of those that add something to it, such as a device's own facts, a
/// link that takes its time, or a fault.
/// </summary>
public abstract class DelegatingBackend : IMigrationBackend
{
    /// <summary>Takes another back end's place.</summary>
    /// <param name="inner">The other one. It stays its owner's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    protected DelegatingBackend(IMigrationBackend inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <inheritdoc />
    public virtual MigrationFeatures Features => Inner.Features;

    /// <inheritdoc />
    public virtual TransitionSet<MigrationState> SupportedTransitions => Inner.SupportedTransitions;

    /// <summary>The other back end.</summary>
    protected IMigrationBackend Inner { get; }

    /// <inheritdoc />
    public virtual ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default) =>
        Inner.GetStateAsync(cancel);

    /// <inheritdoc />
    public virtual ValueTask<IMigrationStream?> SetStateAsync(
        MigrationState target, CancellationToken cancel = default) =>
        Inner.SetStateAsync(target, cancel);

    /// <inheritdoc />
    public virtual ValueTask ResetAsync(CancellationToken cancel = default) => Inner.ResetAsync(cancel);

    /// <inheritdoc />
    public virtual ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default) =>
        Inner.GetStopCopyLengthAsync(cancel);

    /// <inheritdoc />
    public virtual IReadOnlyList<MigrationState> GetPath(MigrationState from, MigrationState target) =>
        Inner.GetPath(from, target);
}
