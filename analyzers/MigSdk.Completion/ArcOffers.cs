using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Completion;

/// <summary>The arcs that a driver must implement and does not yet, the most needed first.</summary>
internal sealed class ArcOffers
{
    private readonly DriverPlace _place;
    private readonly DriverPlan _plan;

    private ArcOffers(DriverPlace place)
    {
        _place = place;
        _plan = place.Driver.Plan;
    }

    private AttributePlace Attribute => _place.Attribute;

    internal static IEnumerable<Offer> At(DriverPlace place, CancellationToken cancel) =>
        place.TakesMembersOf(place.Driver.SpecReading!.Type) ? new ArcOffers(place).All(cancel) : [];

    private IEnumerable<Offer> All(CancellationToken cancel)
    {
        List<(RequiredArc Arc, ImmutableArray<StatePair> Combinations)> missing = [];
        foreach (RequiredArc arc in Missing())
        {
            cancel.ThrowIfCancellationRequested();
            missing.Add((arc, _plan.CombinationsUsing(arc.From, arc.To)));
        }

        // Sorting is stable: among the equally needed the spec's order stays.
        return missing
            .OrderByDescending(arc => arc.Combinations.Length)
            .GroupBy(arc => Attribute.TakesPair ? (arc.Arc.From, arc.Arc.To) : (State(arc.Arc), -1))
            .Select(group => Offer([.. group.Select(arc => arc.Arc)], [.. group.SelectMany(arc => arc.Combinations).Distinct()]));
    }

    private IEnumerable<RequiredArc> Missing()
    {
        HashSet<StatePair> served =
        [
            .. _place.Driver.ArcHandlers
                .SelectMany(handler => handler.Arcs)
                .Where(use => !_place.IsTyped(use.Attribute))
                .Select(use => use.Pair)
                .OfType<StatePair>(),
        ];
        int? other = Attribute.Other is { } expression ? _place.StateOf(expression) : null;
        return _plan.RequiredArcs
            .Where(arc => !served.Contains(new StatePair(arc.From, arc.To)))
            .Where(arc => Attribute.Other is null || other == (Attribute.Slot == 0 ? arc.To : arc.From));
    }

    private int State(RequiredArc arc) => Attribute.Slot == 0 ? arc.From : arc.To;

    private Offer Offer(ImmutableArray<RequiredArc> arcs, ImmutableArray<StatePair> combinations)
    {
        ImmutableArray<IFieldSymbol> states = _place.Driver.SpecReading!.Sources.States;
        IFieldSymbol first = states[State(arcs[0])];
        IFieldSymbol? second = Attribute.TakesPair ? states[arcs[0].To] : null;
        string name = _place.TextOf(first);
        return new Offer(
            second is null ? first.Name : $"{first.Name}, {second.Name}",
            second is null ? name : $"{name}, {_place.NameOf(second)}",
            combinations.Length switch { 0 => "", 1 => "1 combination", var count => $"{count} combinations" },
            ArcDescription.Of(_plan.Spec, arcs, combinations),
            IsNeeded: true);
    }
}
