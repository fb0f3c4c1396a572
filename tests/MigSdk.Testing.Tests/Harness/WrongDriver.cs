using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests;

/// <summary>A driver written by hand, which has the card's do what it is asked for. Mutants override what they do wrong.</summary>
internal abstract class WrongDriver(Card card) : IMigrationDriver, IDisposable
{
    public static MigrationFeatures Features => Card.Features;

    public static TransitionSet<MigrationState> SupportedTransitions => Card.SupportedTransitions;

    public Card Card => card;

    public virtual MigrationState State => card.State;

    public long? StopCopyLength => card.StopCopyLength;

    public static bool ArcSupported(MigrationState from, MigrationState to) => Card.ArcSupported(from, to);

    public static bool TryGetNextState(MigrationState current, MigrationState target, out MigrationState next) =>
        Card.TryGetNextState(current, target, out next);

    public static ReadOnlySpan<MigrationState> GetPath(MigrationState current, MigrationState target) =>
        Card.GetPath(current, target);

    public virtual ValueTask<MigrationSession?> SetStateAsync(MigrationState target, CancellationToken cancel = default) =>
        card.SetStateAsync(target, cancel);

    public virtual void Reset() => card.Reset();

    public virtual ValueTask ResetAsync() => card.ResetAsync();

    public void Dispose() => card.Dispose();
}
