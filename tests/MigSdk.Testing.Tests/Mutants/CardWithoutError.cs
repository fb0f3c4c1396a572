using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Engine;

namespace MigSdk.Testing.Tests;

/// <summary>A driver over an engine that knows no ERROR, so that a fatal failure is as any other.</summary>
internal sealed class CardWithoutError(Card card) : WrongDriver(card), ISynchronousSteps<MigrationState>
{
    private readonly StateMachineCore<MigrationState> _core =
        new(MigrationState.Running, error: null, FailurePolicy.StopWhereFailed, singleThreaded: false);

    public override MigrationState State => _core.State;

    private ISynchronousSteps<MigrationState> Steps => Card;

    public override ValueTask<MigrationSession?> SetStateAsync(MigrationState target, CancellationToken cancel = default) =>
        _core.SetStateAsync(this, target, cancel);

    public override void Reset() => _core.Reset(this);

    public override ValueTask ResetAsync() => _core.ResetAsync(this);

    public ReadOnlySpan<MigrationState> PathOf(MigrationState current, MigrationState target) => GetPath(current, target);

    public SessionKind SessionOf(MigrationState state) => Steps.SessionOf(state);

    public bool IsPreCopy(MigrationState state) => Steps.IsPreCopy(state);

    public void ResetDevice() => Steps.ResetDevice();

    public void Take(in ArcStep<MigrationState> step) => Steps.Take(step);
}
