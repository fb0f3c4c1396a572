using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Subjects;

/// <summary>A driver whose requests go another way than a host's.</summary>
internal abstract class RoutedDriver<TDriver>(TDriver driver) : IMigrationDriver
    where TDriver : class, IMigrationDriver
{
    public static MigrationFeatures Features => TDriver.Features;

    public static TransitionSet<MigrationState> SupportedTransitions => TDriver.SupportedTransitions;

    public MigrationState State => driver.State;

    public long? StopCopyLength => driver.StopCopyLength;

    public static bool ArcSupported(MigrationState from, MigrationState to) => TDriver.ArcSupported(from, to);

    public static bool TryGetNextState(MigrationState current, MigrationState target, out MigrationState next) =>
        TDriver.TryGetNextState(current, target, out next);

    public static ReadOnlySpan<MigrationState> GetPath(MigrationState current, MigrationState target) =>
        TDriver.GetPath(current, target);

    public abstract ValueTask<MigrationSession?> SetStateAsync(MigrationState target, CancellationToken cancel = default);

    public virtual void Reset() => driver.Reset();

    public virtual ValueTask ResetAsync() => driver.ResetAsync();
}
