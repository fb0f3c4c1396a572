using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

// Calls, and what they do to the drivers and sessions that they are given.
internal sealed partial class FlowInterpreter
{
    private FlowValue? Await(IAwaitOperation wait)
    {
        if (TaskChain.CallWaitedFor(wait) is { } call && method.Drivers.Call(call) is { IsAsynchronous: true } driverCall)
            return Complete(driverCall);
        Evaluate(wait.Operation);
        Disturb(DriverHold.Shared);
        Throw();
        return null;
    }

    private FlowValue? Invoke(IInvocationOperation invocation)
    {
        if (TaskChain.CallWaitedFor(invocation) is { } waitedFor
            && method.Drivers.Call(waitedFor) is { IsAsynchronous: true } completed)
        {
            return Complete(completed);
        }

        if (method.Drivers.Call(invocation) is { } call)
        {
            switch (call)
            {
                case { Member: not (DriverMember.SetState or DriverMember.Reset) }:
                    EvaluateAll(invocation.Arguments);
                    return null;
                case { IsAsynchronous: true }:
                    return LeavePending(call);
                default:
                    return Complete(call);
            }
        }

        FlowValue? receiver = Evaluate(invocation.Instance);
        if (receiver is FlowValue.Session session && IsOwnMember(invocation.TargetMethod))
        {
            EvaluateAll(invocation.Arguments);
            UseSession(invocation, session);
            return null;
        }

        bool isInert = Interference.IsInert(invocation.TargetMethod, invocation.Instance?.Type);
        if (!isInert || invocation.TargetMethod.ContainingType?.SpecialType != SpecialType.System_Object)
            GiveAway(receiver);
        Pass(invocation.Arguments, isInert);
        if (!isInert)
            Disturb(DriverHold.Lent);
        Throw();
        if (invocation.TargetMethod.GetAttributes().Any(a => a.AttributeClass?.Name == "DoesNotReturnAttribute"))
            State = null;
        return null;
    }

    private FlowValue? Create(IObjectCreationOperation creation)
    {
        UsedDriver? driver = method.Drivers.Of(creation.Type);
        DriverHabits? habits = driver is null ? null : DriverHabits.Of((INamedTypeSymbol)creation.Type!, method.Cancel);
        bool isInert = habits?.IsNewInInitialState
            ?? (creation.Constructor is { } constructor && Interference.IsInert(constructor, creation.Type));
        Pass(creation.Arguments, isInert && driver is null);
        Evaluate(creation.Initializer);
        if (!isInert)
            Disturb(DriverHold.Lent);
        Throw();
        if (driver is null)
            return null;
        DriverHold hold = habits!.MovesItself ? DriverHold.Lost : DriverHold.Owned;
        return new FlowValue.Driver(habits.IsNewInInitialState
            ? new DriverStates(driver, [driver.Spec.Initial], hold)
            : DriverStates.Any(driver, hold).HeldBy(DriverHold.Shared));
    }

    // The arguments of a call: what they are, and after it what has become of them.
    private void Pass(ImmutableArray<IArgumentOperation> arguments, bool isInert)
    {
        FlowValue?[] values = [.. arguments.Select(argument =>
            argument.Parameter is { RefKind: RefKind.Out } ? null : Evaluate(argument.Value))];
        for (int i = 0; i < values.Length && State is not null; i++)
        {
            IArgumentOperation argument = arguments[i];
            if (argument.Parameter is { RefKind: RefKind.Out })
                AssignTo(argument.Value, null);
            else if (values[i] is FlowValue.StateTest test)
                Assert(argument, test);
            else if (!isInert || argument.Parameter?.OriginalDefinition.Type.SpecialType != SpecialType.System_Object)
                GiveAway(values[i]);
        }
    }

    // Debug.Assert and what is declared like it.
    private void Assert(IArgumentOperation argument, FlowValue.StateTest test)
    {
        AttributeData? condition = argument.Parameter?.GetAttributes()
            .FirstOrDefault(a => a.AttributeClass?.Name == "DoesNotReturnIfAttribute");
        if (condition?.ConstructorArguments.FirstOrDefault().Value is bool leaving)
            Refine(test, !leaving);
    }

    private FlowValue? Complete(DriverCall call)
    {
        FlowValue? receiver = Evaluate(call.Operation.Instance);
        EvaluateAll(call.Operation.Arguments);
        if (State is null)
            return null;
        if (receiver is FlowValue.Null)
        {
            Throw();
            State = null;
            return null;
        }

        if (receiver is not FlowValue.DriverIn { Place: var place } || Known(place) is not { } known)
        {
            if (call.Member == DriverMember.SetState)
                method.Seen.SeeTransition(call, null);
            Disturb(DriverHold.Lent);
            Throw();
            return null;
        }

        FlowValue? value = call.Member == DriverMember.Reset ? Reset(place, known) : SetState(call, place, known);
        if (call.IsAsynchronous)
            DisturbWhileWaiting(place);
        return value;
    }

    // A driver comes back from its own transition as it left it; a field may have got another driver in the meantime.
    private void DisturbWhileWaiting(Place place) =>
        State = State?.Disturb(DriverHold.Shared, except: place.Kind == PlaceKind.Field ? null : place);

    private FlowValue? Reset(Place place, DriverStates known)
    {
        Throw(ResetEffect.Apply(State!, place, known, failed: true));
        State = ResetEffect.Apply(State!, place, known, failed: false);
        return null;
    }

    private FlowValue? SetState(DriverCall call, Place place, DriverStates known)
    {
        StateArgument? target = call.Target;
        Transition transition = new(
            place, place.Name ?? "the driver", known, target?.State, DriverHabits.Of(known.Driver, method.Cancel).MovesOthers);
        if (target is { IsOutOfRange: true })
        {
            Throw();
            State = null;
            return null;
        }

        if (transition.Target is not null)
        {
            method.Seen.SeeTransition(call, transition);
            SeeStart(call, transition);
        }

        FlowState before = State!;
        Throw(transition.Fail(before));
        State = transition.Succeed(before);
        if (State is null)
            return null;
        (FlowValue? session, State) = transition.Open(State, call.Operation, !TaskChain.IsResultIgnored(call.Operation));
        return session;
    }

    // Nobody knows when it will have happened.
    private FlowValue? LeavePending(DriverCall call)
    {
        FlowValue? receiver = Evaluate(call.Operation.Instance);
        EvaluateAll(call.Operation.Arguments);
        if (State is { } state && receiver is FlowValue.DriverIn { Place: var place } && Known(place) is { } known)
        {
            if (call is { Member: DriverMember.SetState, Target: { State: { } target } })
                method.Seen.SeeTransition(call, new Transition(place, place.Name ?? "the driver", known, target, false));
            State = state.Disturb(DriverHold.Lent, except: place)
                .WithMoved(place, known.HeldBy(DriverHold.Lost))
                .WithSessions(track => track.Driver == place, track => track.MaybeClosed().MaybeRead());
        }
        else
        {
            if (call.Member == DriverMember.SetState)
                method.Seen.SeeTransition(call, null);
            Disturb(DriverHold.Lent);
        }

        Throw();
        return null;
    }

    // A destination leaves the state in which it takes in another's: every stream that was meant for it must have ended.
    private void SeeStart(DriverCall call, Transition transition)
    {
        if (IsCleanup || !IsResumed(transition))
            return;
        ImmutableDictionary<IOperation, string> unread = ImmutableDictionary<IOperation, string>.Empty;
        foreach ((IOperation opening, SessionTrack track) in State!.Sessions.Select(entry => (entry.Key, entry.Value)))
        {
            bool isSource = track.Group == SessionTrack.Saving
                && track.Driver != transition.Place
                && track.IsCertainlyOpened
                && SymbolEqualityComparer.Default.Equals(track.Opener.SpecReading.Type, transition.Before.Driver.SpecReading.Type);
            if (!isSource)
                continue;
            if (track.IsCertainlyUnread || IsStillPreCopying(track))
                unread = unread.Add(opening, track.DriverName);
            State = State.With(opening, track with { IsPassed = true });
        }

        method.Seen.SeeStart(call.Operation, transition.Name, unread);
    }

    private bool IsResumed(Transition transition) =>
        transition.Target is { } target
        && transition.Before.Driver.Spec is { } spec
        && target != spec.Error
        && spec.States[target].Group != SessionTrack.Resuming
        && State!.Sessions.Values.Any(track => track.Group == SessionTrack.Resuming
            && track.Driver == transition.Place
            && track.IsCertainlyOpened
            && (track.Progress & SessionProgress.Open) != 0);

    private bool IsStillPreCopying(SessionTrack track) =>
        track is { Driver: { } place, Progress: SessionProgress.Open }
        && Known(place) is { IsLost: false, States: { IsEmpty: false } states, Driver.Spec: var spec }
        && states.All(state => spec.States[state].IsPreCopy);

    private void UseSession(IInvocationOperation use, FlowValue.Session session)
    {
        string member = use.TargetMethod.Name;
        SessionTrack? track = State is not null && State.Sessions.TryGetValue(session.Opening, out SessionTrack? known) ? known : null;
        if (member is "ReadAsync" or "WaitForDataAsync" or "GetPreCopyInfo" or "WriteAsync")
        {
            string name = places.Find(Unconverted(use.Instance!))?.Name ?? "the session";
            method.Seen.SeeUse(use, member, name, track);
            if (track is { IsCertainlyClosed: true })
            {
                // Said once: what follows is the same mistake.
                State = State!.ForgetSession(session.Opening);
            }
        }

        if (member == "ReadAsync" && State is not null)
            ReadSession(session.Opening, TaskChain.IsResultIgnored(use));
        Throw();
    }

    // What a driver's own class adds to a session is not known.
    private static bool IsOwnMember(IMethodSymbol member) => member.ContainingType?.ContainingAssembly?.Name == WellKnown.Namespace;

    private static IOperation Unconverted(IOperation operation) =>
        operation is IConversionOperation conversion ? Unconverted(conversion.Operand) : operation;
}
