using System.Collections.Immutable;

namespace MigSdk.Spec;

/// <summary>Collects the arcs on all paths of a driver, in time that grows with the square of the states.</summary>
internal sealed class RequiredArcFinder
{
    private const int NotNeeded = int.MaxValue;

    private readonly DriverPlan _plan;
    private readonly int _count;

    // By from * count + to: the fewest steps of a transition that has the arc on its path, and that transition.
    private readonly Need[] _needs;

    private RequiredArcFinder(DriverPlan plan)
    {
        _plan = plan;
        _count = plan.Spec.States.Length;
        _needs = new Need[_count * _count];
        Clear(_needs);
    }

    public static ImmutableArray<RequiredArc> Of(DriverPlan plan)
    {
        RequiredArcFinder arcs = new(plan);
        Need[] inTree = new Need[arcs._count];
        foreach (int source in plan.SupportedStates)
        {
            Clear(inTree);
            arcs.AddLastArcs(source, inTree);
            arcs.AddTreeArcs(source, inTree);
        }

        return arcs.ToArray();
    }

    /// <summary>Adds the last arc of every path, and notes which states of the tree are gone through.</summary>
    private void AddLastArcs(int source, Need[] inTree)
    {
        SkippingTree tree = _plan.TreeFrom(source);
        foreach (int target in _plan.SupportedStates)
        {
            if (target != source && _plan.IsSupported(source, target))
            {
                int before = _plan.EntryTo(source, target);
                Need need = new(tree.Steps(before) + 1, new StatePair(source, target));
                Lower(ref _needs[(tree.LastSupported(before) * _count) + target], need);
                Lower(ref inTree[before], need);
            }
        }
    }

    /// <summary>Adds the arcs up the tree, from the leaves to the source.</summary>
    private void AddTreeArcs(int source, Need[] inTree)
    {
        SkippingTree tree = _plan.TreeFrom(source);
        for (int position = tree.Count - 1; position > 0; position--)
        {
            int state = tree[position];
            if (inTree[state].Steps != NotNeeded)
            {
                int before = tree.Before(state);
                if (tree.LastSupported(state) == state)
                {
                    Lower(ref _needs[(tree.LastSupported(before) * _count) + state], inTree[state]);
                }

                Lower(ref inTree[before], inTree[state]);
            }
        }
    }

    private ImmutableArray<RequiredArc> ToArray()
    {
        StateMachineSpec spec = _plan.Spec;
        ImmutableArray<RequiredArc>.Builder arcs = ImmutableArray.CreateBuilder<RequiredArc>();
        for (int at = 0; at < _needs.Length; at++)
        {
            if (_needs[at].Steps != NotNeeded)
            {
                int from = at / _count;
                int to = at % _count;
                arcs.Add(new RequiredArc(
                    from, to, !spec.HasArc(from, to), spec.OpenedBy(from, to), spec.ClosedBy(from, to), _needs[at].By));
            }
        }

        return arcs.ToImmutable();
    }

    private static void Clear(Need[] needs)
    {
        for (int i = 0; i < needs.Length; i++)
        {
            needs[i] = new Need(NotNeeded, default);
        }
    }

    // Sources and targets come in ascending order, so that of equals the first pair stays.
    private static void Lower(ref Need need, Need candidate)
    {
        if (candidate.Steps < need.Steps)
        {
            need = candidate;
        }
    }

    private readonly record struct Need(int Steps, StatePair By);
}
