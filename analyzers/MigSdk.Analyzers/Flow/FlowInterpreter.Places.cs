using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

// What places hold, and what leaves the method's hands.
internal sealed partial class FlowInterpreter
{
    /// <summary>After control has left the scope of locals and of values within an expression.</summary>
    public static FlowState Leave(FlowState state, ControlFlowRegion region)
    {
        foreach (ILocalSymbol local in region.Locals)
            state = state.Forget(Place.Of(local));
        foreach (CaptureId capture in region.CaptureIds)
            state = state.Forget(Place.Of(capture));
        return state;
    }

    // What is known of the driver in a place; null where it is no driver, or where there is none.
    private DriverStates? Known(Place place) => State![place] switch
    {
        FlowValue.Driver driver => driver.Known,
        null => method.Drivers.Default(place),
        _ => null,
    };

    private FlowValue? ReadPlace(IOperation operation)
    {
        if (places.Find(operation) is { } place)
            return Read(place);
        if (operation is IFieldReferenceOperation { Instance: { } instance })
        {
            Evaluate(instance);
            Throw();
        }

        return null;
    }

    private FlowValue? Read(Place place) => State![place] switch
    {
        FlowValue.Driver => new FlowValue.DriverIn(place),
        null => method.Drivers.Default(place) is null ? null : new FlowValue.DriverIn(place),
        { } value => value,
    };

    private FlowValue? Assign(ISimpleAssignmentOperation assignment)
    {
        FlowValue? value = Evaluate(assignment.Value);
        AssignTo(assignment.Target, value);

        // Who reads the assignment's value reads the target.
        return places.Find(assignment.Target) is { } place && State is not null ? Read(place) : null;
    }

    private void AssignTo(IOperation target, FlowValue? value)
    {
        if (State is null)
            return;
        if (target is IFlowCaptureReferenceOperation capture && _captured.TryGetValue(capture.Id, out IOperation? captured))
            target = captured;
        if (target is IDeclarationExpressionOperation declaration)
            target = declaration.Expression;
        if (target is IDiscardOperation)
            return;
        if (target is ITupleOperation)
        {
            Store(value);
            AssignUnknown(target);
            return;
        }

        if (target is not IFlowCaptureReferenceOperation && places.Find(target) is { } place)
        {
            Bind(place, value);
            return;
        }

        Store(value);
        if (target is IPropertyReferenceOperation { Instance: var instance } property)
        {
            FlowValue? owner = Evaluate(instance);
            EvaluateAll(property.Arguments);
            SetProperty(property, owner);
        }
        else
        {
            Default(target);
        }
    }

    private void SetProperty(IPropertyReferenceOperation reference, FlowValue? owner)
    {
        if (reference.Property.OriginalDefinition.IsAuto())
            return;
        GiveAway(owner);
        if (!Interference.IsOfLibrary(reference.Property.ContainingType))
            Disturb(DriverHold.Lent);
        Throw();
    }

    private void Deconstruct(IOperation target, IOperation value)
    {
        if (target is IDeclarationExpressionOperation declaration)
            target = declaration.Expression;
        IOperation source = value is IConversionOperation { OperatorMethod: null } conversion ? conversion.Operand : value;
        if (target is not ITupleOperation targets || source is not ITupleOperation values
            || targets.Elements.Length != values.Elements.Length)
        {
            Store(Evaluate(value));
            AssignUnknown(target);
            return;
        }

        FlowValue?[] read = [.. values.Elements.Select(Evaluate)];
        for (int i = 0; i < read.Length; i++)
            AssignTo(targets.Elements[i], i == 0 ? read[i] : Outlasting(read[i]));
    }

    // What is about another place may be about another driver by the time that the first elements have been assigned.
    private FlowValue? Outlasting(FlowValue? value)
    {
        if (value?.About is null or { Kind: PlaceKind.Capture })
            return value;
        Store(value);
        return null;
    }

    private void AssignUnknown(IOperation target)
    {
        if (target is ITupleOperation tuple)
        {
            foreach (IOperation element in tuple.Elements)
                AssignUnknown(element is IDeclarationExpressionOperation declaration ? declaration.Expression : element);
        }
        else
        {
            AssignTo(target, null);
        }
    }

    private void Bind(Place place, FlowValue? value)
    {
        if (State is not { } state || value is FlowValue.DriverIn same && same.Place == place)
            return;
        switch (value)
        {
            case FlowValue.DriverIn { Place: { Kind: PlaceKind.Capture } from } when state[from] is FlowValue.Driver held:
                State = state.Forget(place).WithKnown(from, held.Known.HeldBy(HoldBy(place))).Move(from, place);
                break;
            case FlowValue.DriverIn when place.Kind == PlaceKind.Capture:
                State = state.Forget(place).With(place, value);
                break;
            case FlowValue.DriverIn { Place: var from } when Known(from) is { } known:
                DriverStates shared = known.HeldBy(place.IsField ? DriverHold.Shared : DriverHold.Lent).HeldBy(HoldBy(from));
                State = state.WithKnown(from, shared).Forget(place).WithKnown(place, shared);
                break;
            case FlowValue.Driver { Known: var known }:
                State = state.Forget(place).WithKnown(place, known.HeldBy(HoldBy(place)));
                break;
            case FlowValue.Null when place.Type is not { IsValueType: true }:
                State = state.Forget(place).With(place, value);
                break;
            default:
                State = state.Forget(place).With(place, value is FlowValue.Session or FlowValue.StateOf or FlowValue.StateTest ? value : null);
                break;
        }
    }

    private static DriverHold HoldBy(Place place) => place.IsField ? DriverHold.Shared : DriverHold.Owned;

    private void EvaluateAll(IEnumerable<IArgumentOperation> arguments)
    {
        foreach (IArgumentOperation argument in arguments)
            Store(Evaluate(argument.Value));
    }

    // A method is called with it, and may move it and keep it.
    private void GiveAway(FlowValue? value)
    {
        Store(value, DriverHold.Lent);
        if (State is { } state && value is FlowValue.DriverIn { Place: var place } && Known(place) is { } known)
        {
            State = (known.IsLost ? state : state.WithMoved(place, known.Moved()))
                .WithSessions(track => track.Driver == place, track => track.MaybeClosed());
        }
    }

    // It is kept somewhere; who has a driver may read the driver's session too.
    private void Store(FlowValue? value, DriverHold hold = DriverHold.Shared)
    {
        if (State is not { } state)
            return;
        if (value is FlowValue.DriverIn { Place: var place } && Known(place) is { } known)
        {
            State = state.WithKnown(place, known.HeldBy(hold));
            ReadSessions(track => track.Driver == place);
        }
        else if (value is FlowValue.Session session)
        {
            ReadSession(session.Opening, isBlind: false);
        }
    }

    private void ReadSessions(System.Func<SessionTrack, bool> where)
    {
        foreach (KeyValuePair<IOperation, SessionTrack> session in State!.Sessions)
        {
            if (where(session.Value))
                ReadSession(session.Key, isBlind: false);
        }
    }

    private void ReadSession(IOperation opening, bool isBlind)
    {
        if (!State!.Sessions.TryGetValue(opening, out SessionTrack? track))
            return;
        if (track.IsPassed)
            method.Seen.SeeReadLater(opening);
        State = State.With(opening, isBlind ? track.ReadBlindly() : track.MaybeRead());
    }
}
