using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>A transition that is asked of a driver, and what it leads to. Pure.</summary>
/// <param name="Place">Where the driver is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Before">What is known of it when it is asked.</param>
/// <param name="Target">The state that is asked for; null where the code does not say which.</param>
/// <param name="MovesOthers">Whether the driver's handlers may move other drivers.</param>
internal sealed record Transition(Place Place, string Name, DriverStates Before, int? Target, bool MovesOthers)
{
    private UsedDriver Driver => Before.Driver;

    private StateMachineSpec Spec => Driver.Spec;

    private string? TargetGroup => Target is { } target ? Spec.States[target].Group : null;

    /// <summary>The states from which the driver can be asked for the target.</summary>
    private IndexSet Possible => Target is { } target
        ? [.. Before.States.Where(state => Driver.Plan.IsSupported(state, target))]
        : Before.States;

    /// <summary>What holds after the transition has succeeded; null where it cannot.</summary>
    public FlowState? Succeed(FlowState state)
    {
        if (!Before.IsLost && Possible.IsEmpty)
            return null;
        IndexSet reached = Target is { } target
            ? [target]
            : Spec.Error is { } error ? Driver.Plan.SupportedStates.Except([error]) : Driver.Plan.SupportedStates;
        return Settle(state, reached, Pass);
    }

    /// <summary>What holds after the transition has failed.</summary>
    public FlowState Fail(FlowState state)
    {
        IndexSet left = Driver.Type is null || Target is not { } target ? Driver.Plan.SupportedStates : LeftByFailure(target);
        return Settle(state, left, track => track.MaybeClosed());
    }

    /// <summary>What holds after the session of the transition was opened, where it is known to open one.</summary>
    /// <param name="state">What holds after the transition.</param>
    /// <param name="call">The call that asks for it.</param>
    /// <param name="isKept">Whether the code keeps what the call gives, and so takes it for the session.</param>
    /// <returns>What the call gives, and the state; no value where nothing is known of it.</returns>
    public (FlowValue? Session, FlowState State) Open(FlowState state, IOperation call, bool isKept)
    {
        if (TargetGroup is not { } group)
            return (null, state);
        IndexSet possible = Possible;
        bool isInside = !Before.IsLost && possible.All(from => Spec.States[from].Group == group);
        if (isInside)
            return (null, state);

        // Who leaves it out of account that a session may be open already takes what he is given for a new one.
        bool isOutside = !Before.IsLost && possible.All(from => Spec.States[from].Group != group);
        SessionTrack track = new(
            Place,
            Name,
            Driver,
            group,
            isOutside || isKept || group == SessionTrack.Resuming ? SessionProgress.Open : SessionProgress.Open | SessionProgress.Absent,
            ReadProgress.Nothing,
            IsPassed: false);
        return (new FlowValue.Session(call), state.ForgetSession(call).With(call, track));
    }

    private FlowState Settle(FlowState state, IndexSet states, Func<SessionTrack, SessionTrack> pass)
    {
        if (MovesOthers)
            state = state.Disturb(DriverHold.Lent, except: Place);
        state = Namesakes.AfterMove(state, Place, Before, states);
        if (!Before.IsLost)
            state = state.WithMoved(Place, Before with { States = states });
        return state.WithSessions(track => track.Driver == Place, pass);
    }

    private SessionTrack Pass(SessionTrack track)
    {
        if (Target is not { } target)
            return track.MaybeClosed();
        if (track.Group != TargetGroup)
            return target == Spec.Initial ? track.Closed().MaybeRead() : track.Closed();

        // A stream has no end before the device has stopped, whatever was read until then.
        bool stops = !Before.IsLost && Possible.All(from => Spec.States[from].IsPreCopy) && !Spec.States[target].IsPreCopy;
        return stops ? track with { Reads = ReadProgress.Nothing } : track;
    }

    private IndexSet LeftByFailure(int target)
    {
        // A handler may ask for a reset.
        IndexSet left = Before.States.Add(Spec.Initial);
        foreach (int start in Possible)
        {
            foreach (int at in Driver.Plan.GetPath(start, target))
                left = left.Add(at).Union([.. Driver.Plan.GetPath(at, start)]);
        }

        return Spec.Error is { } error ? left.Add(error) : left;
    }
}
