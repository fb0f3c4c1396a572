using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec.Tests;

/// <summary>The verdict on one transition by looking at every set of features, one driver after the other.</summary>
internal sealed class CompatibilityBruteForce
{
    private readonly StateMachineSpec _old;
    private readonly StateMachineSpec _new;
    private readonly List<(DriverPlan Host, DriverPlan Driver)> _meetings = [];

    public CompatibilityBruteForce(StateMachineSpec old, StateMachineSpec current)
    {
        _old = old;
        _new = current;
        SpecPlan oldPlan = Planner.Plan(old), newPlan = Planner.Plan(current);
        for (int set = 0; set < 1 << current.Features.Length; set++)
        {
            DriverPlan driver = newPlan.For(
                [.. Enumerable.Range(0, current.Features.Length).Where(feature => (set & (1 << feature)) != 0)]);
            HashSet<string> declared = [.. driver.Features.Select(feature => current.Features[feature].Name)];
            DriverPlan host = oldPlan.For(
                [.. Enumerable.Range(0, old.Features.Length).Where(f => declared.Contains(old.Features[f].Name))]);
            _meetings.Add((host, driver));
        }
    }

    public (CompatibilityLevel Level, TransitionChange Change) Judge(StatePair pair)
    {
        bool isLost = false, isMoved = false, isServed = false, isRerouted = false, isOther = false;
        foreach ((DriverPlan host, DriverPlan driver) in _meetings)
        {
            int from = New(pair.From), to = New(pair.To);
            if (!host.IsSupported(pair.From, pair.To)
                || !driver.SupportedStates.Contains(from)
                || from == _new.Error)
            {
                continue;
            }

            if (!driver.IsSupported(from, to))
            {
                isLost = true;
                continue;
            }

            SpecState before = _old.States[pair.To], after = _new.States[to];
            bool isOtherTarget = (before.Value, before.Group, before.IsPreCopy)
                != (after.Value, after.Group, after.IsPreCopy);
            bool isMovedHere = Opens(host, pair.From, pair.To) != Opens(driver, from, to);
            isOther |= isOtherTarget;
            isMoved |= isMovedHere;
            isServed |= !isOtherTarget && !isMovedHere;
            isRerouted |= Names(host, pair.From, pair.To) != Names(driver, from, to);
        }

        bool isHarmed = isLost || isMoved || isOther;
        CompatibilityLevel level = !isHarmed ? CompatibilityLevel.Compatible
            : isServed ? CompatibilityLevel.OptOut
            : CompatibilityLevel.Breaking;
        TransitionChange change = isOther ? TransitionChange.TargetChanged
            : isMoved && (!isLost || !isServed) ? TransitionChange.SessionChanged
            : isLost ? TransitionChange.Lost
            : isRerouted ? TransitionChange.Rerouted
            : isServed ? TransitionChange.Unchanged
            : TransitionChange.NotAsked;
        return (level, change);
    }

    /// <summary>Whether the session that is open at the end was opened on the way.</summary>
    public static bool Opens(DriverPlan plan, int from, int to)
    {
        bool isOpened = false;
        int last = from;
        foreach (int state in plan.GetPath(from, to))
        {
            isOpened = plan.Spec.States[state].Group is not null
                && (isOpened || plan.Spec.OpenedBy(last, state) is not null);
            isOpened &= plan.Spec.OpenedBy(state, to) is null;
            last = state;
        }

        return isOpened;
    }

    private static string Names(DriverPlan plan, int from, int to) => plan.Spec.Names(plan.GetPath(from, to));

    private int New(int old)
    {
        SpecState? state = _new.States.FirstOrDefault(state => state.Name == _old.States[old].Name);
        return state is null ? -1 : _new.States.IndexOf(state);
    }
}
