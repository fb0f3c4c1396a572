using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Engine;

namespace MigSdk.Testing.Subjects;

/// <summary>
/// Stands between a driver's engine and its handlers: sees which arcs are taken and can make them fail.
/// </summary>
/// <remarks>
/// The engine is handed the driver's steps with every request. A request that comes through here hands it these steps, which
/// call the driver's. So the run time needs no hook for tests, and a driver that is not tested pays for none.
/// </remarks>
internal sealed class StepSeam : IAsynchronousSteps<MigrationState>
{
    internal const DynamicallyAccessedMemberTypes NeededMembers = DynamicallyAccessedMemberTypes.NonPublicFields;

    private readonly StateMachineCore<MigrationState> _core;
    private readonly IStateMachineSteps<MigrationState> _steps;
    private readonly List<(MigrationState From, MigrationState To)> _taken = [];

    private StepSeam(StateMachineCore<MigrationState> core, IStateMachineSteps<MigrationState> steps)
    {
        _core = core;
        _steps = steps;
    }

    /// <summary>Called before and after the handlers of each step. What it throws is the step's failure.</summary>
    internal Action<StepPoint, (MigrationState From, MigrationState To)>? Interfere { get; set; }

    /// <summary>Attaches to a driver that the generator has made, or one written in its way.</summary>
    /// <returns>The seam; null where the driver has no engine or its steps cannot be called.</returns>
    internal static StepSeam? TryAttach<[DynamicallyAccessedMembers(NeededMembers)] TDriver>(TDriver driver)
        where TDriver : class
    {
        if (driver is not (ISynchronousSteps<MigrationState> or IAsynchronousSteps<MigrationState>))
            return null;
        foreach (FieldInfo field in typeof(TDriver).GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            if (field.GetValue(driver) is StateMachineCore<MigrationState> core)
                return new StepSeam(core, (IStateMachineSteps<MigrationState>)driver);
        }

        return null;
    }

    internal ValueTask<MigrationSession?> SetStateAsync(MigrationState target, CancellationToken cancel) =>
        _core.SetStateAsync(this, target, cancel);

    internal void Reset() => _core.Reset(this);

    internal ValueTask ResetAsync() => _core.ResetAsync(this);

    /// <summary>The arcs that were taken since this was last asked, those that failed among them.</summary>
    internal IReadOnlyList<(MigrationState From, MigrationState To)> TakeArcs()
    {
        lock (_taken)
        {
            (MigrationState, MigrationState)[] arcs = [.. _taken];
            _taken.Clear();
            return arcs;
        }
    }

    public ReadOnlySpan<MigrationState> PathOf(MigrationState current, MigrationState target) =>
        _steps.PathOf(current, target);

    public SessionKind SessionOf(MigrationState state) => _steps.SessionOf(state);

    public bool IsPreCopy(MigrationState state) => _steps.IsPreCopy(state);

    public void ResetDevice() => _steps.ResetDevice();

    public async ValueTask TakeAsync(ArcStep<MigrationState> step)
    {
        lock (_taken)
            _taken.Add((step.From, step.To));
        Interfere?.Invoke(StepPoint.Before, (step.From, step.To));
        if (_steps is ISynchronousSteps<MigrationState> synchronous)
            synchronous.Take(step);
        else
            await ((IAsynchronousSteps<MigrationState>)_steps).TakeAsync(step);
        Interfere?.Invoke(StepPoint.After, (step.From, step.To));
    }
}
