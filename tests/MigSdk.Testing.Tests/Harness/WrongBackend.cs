using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>A back end that does what another does. Mutants override what they do wrong.</summary>
internal class WrongBackend(IMigrationBackend inner) : IMigrationBackend
{
    internal Card? Card { get; set; }

    public virtual MigrationFeatures Features => inner.Features;

    public virtual TransitionSet<MigrationState> SupportedTransitions => inner.SupportedTransitions;

    public virtual ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default) => inner.GetStateAsync(cancel);

    public virtual ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default) =>
        inner.SetStateAsync(target, cancel);

    public virtual ValueTask ResetAsync(CancellationToken cancel = default) => inner.ResetAsync(cancel);

    public ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default) => inner.GetStopCopyLengthAsync(cancel);

    public IReadOnlyList<MigrationState> GetPath(MigrationState from, MigrationState target) => inner.GetPath(from, target);
}
