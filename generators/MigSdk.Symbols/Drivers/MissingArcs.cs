using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Symbols;

/// <summary>The arcs that a driver must handle and does not.</summary>
public static class MissingArcs
{
    /// <summary>Finds them. Only where the driver has a meaningful plan.</summary>
    public static ImmutableArray<RequiredArc> Of(DriverReading driver)
    {
        // The missing arc may be the one that is being typed.
        if (driver.HasHalfTypedHandlers)
            return [];
        HashSet<StatePair> declared =
            [.. driver.ArcHandlers.SelectMany(handler => handler.Arcs).Select(use => use.Pair).OfType<StatePair>()];
        return [.. driver.Plan.RequiredArcs.Where(arc =>
            !declared.Contains(new StatePair(arc.From, arc.To)) && !(arc.IsDerived && LeadsPastUsedState(driver, arc)))];
    }

    // An arc past a state that the driver does not have is required only because of that. If there are handlers at this
    // very state, then MIG1004 asks whether the feature is missing, and this question waits for the answer.
    private static bool LeadsPastUsedState(DriverReading driver, RequiredArc arc)
    {
        int[] absent = [.. driver.SpecReading!.FullPlan.GetPath(arc.From, arc.To)
            .Where(state => !driver.Plan.SupportedStates.Contains(state))];
        return driver.ArcHandlers.SelectMany(handler => handler.Arcs)
            .Any(use => absent.Any(state => state == use.From || state == use.To));
    }
}
