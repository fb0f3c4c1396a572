using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Engine;

namespace MigSdk.Testing.Tests;

/// <summary>A driver over an engine that knows no ERROR, so that a fatal failure is as any other.</summary>
internal sealed class CardWithoutError(Card card) : IMigrationDriver, ISynchronousSteps<MigrationState>, IDisposable
{
    private readonly ISynchronousSteps<MigrationState> _steps = card;

    private readonly StateMachineCore<MigrationState> _core =
        new(MigrationState.Running, error: null, FailurePolicy.StopWhereFailed, singleThreaded: false);

    public static MigrationFeatures Features => Card.Features;

    public static TransitionSet<MigrationState> SupportedTransitions => Card.SupportedTransitions;

    public Card Card => card;

    public MigrationState State => _core.State;

    public long? StopCopyLength => null;

    public static bool ArcSupported(MigrationState from, MigrationState to) => Card.ArcSupported(from, to);

    public static bool TryGetNextState(MigrationState current, MigrationState target, out MigrationState next) =>
        Card.TryGetNextState(current, target, out next);

    public static ReadOnlySpan<MigrationState> GetPath(MigrationState current, MigrationState target) =>
        Card.GetPath(current, target);

    public ValueTask<MigrationSession?> SetStateAsync(MigrationState target, CancellationToken cancel = default) =>
        _core.SetStateAsync(this, target, cancel);

    public void Reset() => _core.Reset(this);

    public ValueTask ResetAsync() => _core.ResetAsync(this);

    public ReadOnlySpan<MigrationState> PathOf(MigrationState current, MigrationState target) => GetPath(current, target);

    public SessionKind SessionOf(MigrationState state) => _steps.SessionOf(state);

    public bool IsPreCopy(MigrationState state) => _steps.IsPreCopy(state);

    public void ResetDevice() => _steps.ResetDevice();

    public void Take(in ArcStep<MigrationState> step) => _steps.Take(step);

    public void Dispose() => card.Dispose();
}
