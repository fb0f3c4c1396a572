using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.VfioUser;

/// <summary>A migration driver, whatever its class.</summary>
internal abstract class MigrationPort
{
    internal abstract MigrationFeatures Features { get; }

    internal abstract TransitionSet<MigrationState> SupportedTransitions { get; }

    internal abstract MigrationState State { get; }

    internal abstract long? StopCopyLength { get; }

    internal abstract ValueTask<MigrationSession?> SetStateAsync(MigrationState target, CancellationToken cancel);

    internal abstract ValueTask ResetAsync();
}

internal sealed class MigrationPort<TDriver>(TDriver driver) : MigrationPort
    where TDriver : class, IMigrationDriver
{
    internal override MigrationFeatures Features => TDriver.Features;

    internal override TransitionSet<MigrationState> SupportedTransitions => TDriver.SupportedTransitions;

    internal override MigrationState State => driver.State;

    internal override long? StopCopyLength => driver.StopCopyLength;

    internal override ValueTask<MigrationSession?> SetStateAsync(MigrationState target, CancellationToken cancel) =>
        driver.SetStateAsync(target, cancel);

    internal override ValueTask ResetAsync() => driver.ResetAsync();
}
