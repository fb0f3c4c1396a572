using System.Collections.Generic;
using System.Linq;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Generators;

/// <summary>What all emitters of one driver look things up in.</summary>
internal sealed class EmitContext
{
    private readonly Dictionary<StatePair, HandlerCall> _handlers;
    private readonly HashSet<string> _stepNames = [];

    internal EmitContext(DriverModel model)
    {
        Model = model;
        Plan = Planner.Plan(model.Spec).For(model.Features);
        Indexing = new StateIndexing(model.Spec);
        _handlers = model.ArcCalls.ToDictionary(call => call.Arc, call => call.Call);
        HasSessions = model.Spec.States.Any(state => state.Group is not null);
        Steps = [.. Plan.RequiredArcs.Select(MakeStep)];
        IsAsynchronous = Steps.Any(step => step.Calls.Any(call => call.Handler.IsAsynchronous));
    }

    internal DriverModel Model { get; }

    internal StateMachineSpec Spec => Model.Spec;

    internal DriverPlan Plan { get; }

    internal StateIndexing Indexing { get; }

    /// <summary>Whether the spec has sessions, so that transitions can give one.</summary>
    internal bool HasSessions { get; }

    /// <summary>Whether some handler is asynchronous, so that there is no <c>SetState</c>.</summary>
    internal bool IsAsynchronous { get; }

    /// <summary>The steps that the driver can take, one an arc, in the order of the plan.</summary>
    internal IReadOnlyList<StepModel> Steps { get; }

    /// <summary>Whether the file can declare short names for the enum and its steps, which nobody else has.</summary>
    internal bool HasShortNames => !Model.StateType.IsPrivate;

    /// <summary>The enum.</summary>
    internal string StateType => HasShortNames ? "__State" : Model.StateType.Name;

    /// <summary>The parameter of the driver's step methods.</summary>
    internal string StepType => HasShortNames ? "__Step" : $"global::MigSdk.Engine.ArcStep<{Model.StateType.Name}>";

    internal string Member(int state) => $"{StateType}.{TypeHierarchy.Escape(Spec.States[state].Name)}";

    internal string Name(int state) => Spec.States[state].Name;

    private StepModel MakeStep(RequiredArc arc)
    {
        string? left = arc.Closes;
        string? entered = arc.Opens;
        var calls = new List<StepCall>();
        AddBoundary(calls, BoundarySide.Exit, arc.From, null, opened: false);
        if (left is not null)
            AddBoundary(calls, BoundarySide.Exit, null, left, opened: false);

        bool isHandled = _handlers.TryGetValue(new StatePair(arc.From, arc.To), out HandlerCall? handler);
        if (isHandled)
            calls.Add(new StepCall(handler!, UsesOpened: false));

        if (entered is not null)
            AddBoundary(calls, BoundarySide.Enter, null, entered, opened: true);
        AddBoundary(calls, BoundarySide.Enter, arc.To, null, opened: entered is not null);
        return new StepModel(arc, StepName(arc), isHandled, calls);
    }

    private void AddBoundary(List<StepCall> calls, BoundarySide side, int? state, string? group, bool opened)
    {
        foreach (BoundaryCall boundary in Model.BoundaryCalls)
        {
            if (boundary.Side == side && boundary.State == state && boundary.Group == group)
                calls.Add(new StepCall(boundary.Call, opened));
        }
    }

    private string StepName(RequiredArc arc)
    {
        string name = $"Take_{Name(arc.From)}_{Name(arc.To)}";
        // "A_B" -> "C" and "A" -> "B_C" would have the same name.
        while (!_stepNames.Add(name))
            name += "_";
        return name;
    }
}

/// <summary>One arc as a step: its handlers in the order in which they run.</summary>
internal sealed record StepModel(RequiredArc Arc, string Name, bool IsHandled, IReadOnlyList<StepCall> Calls)
{
    /// <summary>Whether the step needs neither a session nor a token, so that it can be taken in place.</summary>
    internal bool CanBeTakenInPlace(StateMachineSpec spec) =>
        IsHandled
        // An arc may be a part of longer ways only: asking for its end goes another way, or is blocked.
        && Arc.NeededBy == new StatePair(Arc.From, Arc.To)
        && spec.States[Arc.From].Group is null
        && spec.States[Arc.To].Group is null
        && Calls.All(call => call.Handler.Parameters.All(parameter => parameter.Kind != HandlerParameterKind.Cancellation));
}

/// <summary>One call in a step.</summary>
/// <param name="Handler">What is called.</param>
/// <param name="UsesOpened">Whether its session is the one that this step has opened.</param>
internal sealed record StepCall(HandlerCall Handler, bool UsesOpened);
