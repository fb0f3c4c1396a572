using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Completion;

/// <summary>The session groups and states that a driver enters or leaves and that have no handler for it yet.</summary>
internal sealed class BoundaryOffers
{
    private readonly DriverPlace _place;
    private readonly BoundarySide _side;
    private readonly DriverPlan _plan;
    private readonly ImmutableArray<BoundaryHandlerReading> _known;

    private BoundaryOffers(DriverPlace place)
    {
        _place = place;
        _side = place.Attribute.Kind == HandlerAttribute.OnEnter ? BoundarySide.Enter : BoundarySide.Exit;
        _plan = place.Driver.Plan;
        _known =
        [
            .. place.Driver.BoundaryHandlers.Where(handler => handler.Side == _side && !place.IsTyped(handler.Attribute)),
        ];
    }

    internal static IEnumerable<Offer> At(DriverPlace place)
    {
        var offers = new BoundaryOffers(place);
        return offers.Groups().Concat(offers.States());
    }

    private bool IsGeneric => _place.AttributeType.IsGenericType;

    private IEnumerable<Offer> Groups()
    {
        if (IsGeneric || _place.Attribute.Parameter == "state" || _place.SessionKind is not { } kinds || !_place.TakesMembersOf(kinds))
            return [];
        return _plan.RequiredArcs
            .GroupBy(arc => _side == BoundarySide.Enter ? arc.Opens : arc.Closes)
            .Where(group => group.Key is not null && _known.All(handler => handler.Group != group.Key))
            .SelectMany(
                group => kinds.GetMembers(group.Key!).OfType<IFieldSymbol>(),
                (group, kind) => Offer(kind, _place.Attribute.Qualifier is null ? $"{kinds.Name}.{kind.Name}" : kind.Name, group));
    }

    private IEnumerable<Offer> States()
    {
        SpecReading spec = _place.Driver.SpecReading!;
        bool speaksOfSpec = IsGeneric || spec.Type.Is("MigrationState");
        if (!speaksOfSpec || _place.Attribute.Parameter == "session" || !_place.TakesMembersOf(spec.Type))
            return [];
        return _plan.RequiredArcs
            .GroupBy(arc => _side == BoundarySide.Enter ? arc.To : arc.From)
            .Where(group => _known.All(handler => handler.State != group.Key))
            .OrderBy(group => group.Key)
            .Select(group => (State: spec.Sources.States[group.Key], Arcs: group))
            .Select(state => Offer(state.State, state.State.Name, state.Arcs));
    }

    private Offer Offer(IFieldSymbol constant, string name, IEnumerable<RequiredArc> arcs)
    {
        string taken = ArcDescription.List(arcs.Select(arc => ArcDescription.Name(_plan.Spec, arc.From, arc.To)));
        string when = _side == BoundarySide.Enter ? "after" : "before";
        return new Offer(name, _place.TextOf(constant), "", $"Runs {when} the handler of {taken}.", IsNeeded: false);
    }
}
