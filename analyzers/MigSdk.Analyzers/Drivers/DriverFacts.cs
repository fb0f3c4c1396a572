using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>What all rules want to know of a driver, read once for each class of a compilation.</summary>
internal sealed class DriverFacts
{
    // A symbol belongs to one compilation and never changes. The table does not keep it alive.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, DriverFacts> Known = new();

    private readonly HashSet<StatePair> _required;
    private readonly HashSet<AttributeData> _repetitions = [];
    private readonly Lazy<HashSet<int>> _reachable;

    private DriverFacts(DriverReading driver)
    {
        Driver = driver;
        TypeProblem = DriverTypes.ProblemOf(driver.Type, driver.Attribute);
        _required = driver.HasMeaningfulPlan
            ? [.. driver.Plan.RequiredArcs.Select(arc => new StatePair(arc.From, arc.To))]
            : [];
        FindRepetitions();
        _reachable = new Lazy<HashSet<int>>(FindReachable);
    }

    public DriverReading Driver { get; }

    /// <summary>Why the class cannot be a driver; null where it can.</summary>
    public string? TypeProblem { get; }

    /// <summary>The facts; null where the class is no driver.</summary>
    public static DriverFacts? TryGet(INamedTypeSymbol type, CancellationToken cancel)
    {
        if (DriverReader.DriverAttribute(type) is not { } attribute)
            return null;
        if (Known.TryGetValue(type, out DriverFacts? known))
            return known;
        var facts = new DriverFacts(DriverReader.Read(type, attribute, cancel));
        return Known.GetValue(type, _ => facts);
    }

    /// <summary>What an <c>[Arc]</c> means to the driver. Only where the plan is meaningful.</summary>
    public ArcVerdict Judge(ArcUse use)
    {
        if (AbsentStates(use.From, use.To).Any())
            return ArcVerdict.AbsentFeature;
        if (use.Pair is not { } arc)
            return ArcVerdict.NotInSpec;
        if (_required.Contains(arc))
            return ArcVerdict.Required;
        return IsArcOfSmallestDriver(arc) ? ArcVerdict.UnusedArc : ArcVerdict.NotInSpec;
    }

    /// <summary>Those of some states that the driver does not have.</summary>
    public IEnumerable<int> AbsentStates(params int?[] states) =>
        states.OfType<int>().Distinct().Where(state => !Driver.Plan.SupportedStates.Contains(state));

    /// <summary>The features that a state requires and the driver does not declare.</summary>
    public IEnumerable<SpecFeature> MissingFeatures(int state) =>
        Driver.Spec!.States[state].Requires.Except(Driver.Plan.Features).Select(feature => Driver.Spec.Features[feature]);

    /// <summary>The features that both states of an arc need. Of all drivers with these states it has the fewest.</summary>
    public IndexSet SmallestFeatures(StatePair arc)
    {
        ImmutableArray<SpecState> states = Driver.Spec!.States;
        return states[arc.From].Requires.Union(states[arc.To].Requires);
    }

    /// <summary>Whether the driver can be in a state without having failed. Only where the plan is meaningful.</summary>
    public bool IsReachable(int state) => _reachable.Value.Contains(state);

    /// <summary>
    /// Whether no step ever runs an entry or exit handler, though the driver has its state. Only where the plan is meaningful.
    /// </summary>
    public bool NeverRuns(BoundaryHandlerReading handler)
    {
        if ((handler.State is null && handler.Group is null) || AbsentStates(handler.State).Any())
            return false;
        return !Driver.Plan.RequiredArcs.Any(arc => IsReachable(arc.From) && (handler switch
        {
            { Group: { } group, Side: BoundarySide.Enter } => arc.Opens == group,
            { Group: { } group } => arc.Closes == group,
            { Side: BoundarySide.Enter } => arc.To == handler.State,
            _ => arc.From == handler.State,
        }));
    }

    /// <summary>Whether a handler's attribute says once more what another one said before it.</summary>
    public bool IsRepetition(AttributeData attribute) => _repetitions.Contains(attribute);

    private bool IsArcOfSmallestDriver(StatePair arc) =>
        arc.From != Driver.Spec!.Error
        && arc.To != Driver.Spec.Error
        && Driver.SpecReading!.PlanFor(SmallestFeatures(arc)).RequiredArcs.Any(r => r.From == arc.From && r.To == arc.To);

    // By any series of requests that the driver supports.
    private HashSet<int> FindReachable()
    {
        var reached = new HashSet<int> { Driver.Spec!.Initial };
        var open = new Stack<int>(reached);
        while (open.Count > 0)
        {
            int from = open.Pop();
            foreach (int to in Driver.Plan.SupportedStates)
            {
                if (Driver.Plan.IsSupported(from, to) && reached.Add(to))
                    open.Push(to);
            }
        }

        return reached;
    }

    private void FindRepetitions()
    {
        var arcs = new HashSet<StatePair>();
        foreach (ArcUse use in Driver.ArcHandlers.SelectMany(handler => handler.Arcs))
        {
            if (use.Pair is { } arc && !arcs.Add(arc))
                _repetitions.Add(use.Attribute);
        }

        var boundaries = new HashSet<(BoundarySide, int?, string?)>();
        foreach (BoundaryHandlerReading handler in Driver.BoundaryHandlers)
        {
            bool isKnown = handler.State is not null || handler.Group is not null;
            if (isKnown && !boundaries.Add((handler.Side, handler.State, handler.Group)))
                _repetitions.Add(handler.Attribute);
        }
    }
}
