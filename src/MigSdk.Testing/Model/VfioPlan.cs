using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Model;

/// <summary>What a device with certain features must be able to do, by state.</summary>
internal sealed class VfioPlan
{
    private readonly DriverPlan _plan;

    internal VfioPlan(MigrationFeatures features)
    {
        Features = features;
        StateMachineSpec spec = SpecOfMigration.Plan.Spec;
        IndexSet indexes = default;
        for (int i = 0; i < spec.Features.Length; i++)
        {
            if (((long)features & spec.Features[i].Value) != 0)
                indexes = indexes.Add(i);
        }

        _plan = SpecOfMigration.Plan.For(indexes);
        States = [.. All.Where(state => state != Error && _plan.SupportedStates.Contains(IndexOf(state)))];
        Pairs =
        [
            .. from start in States
               from target in States
               where start != target && IsSupported(start, target)
               select (start, target),
        ];
        Arcs = [.. Pairs.Where(pair => Path(pair.From, pair.To).Length == 1)];
    }

    internal static IReadOnlyList<MigrationState> All { get; } = Enum.GetValues<MigrationState>();

    internal MigrationFeatures Features { get; }

    internal bool HasPreCopy => Features.HasFlag(MigrationFeatures.PreCopy);

    internal bool HasP2P => Features.HasFlag(MigrationFeatures.P2P);

    /// <summary>The states that the device has, without ERROR.</summary>
    internal ImmutableArray<MigrationState> States { get; }

    /// <summary>The supported pairs of two different states.</summary>
    internal ImmutableArray<(MigrationState From, MigrationState To)> Pairs { get; }

    /// <summary>Those of one step.</summary>
    internal ImmutableArray<(MigrationState From, MigrationState To)> Arcs { get; }

    internal IEnumerable<MigrationState> StoppedStates => States.Where(IsStopped);

    internal IEnumerable<MigrationState> P2PStates => States.Where(state => state is RunningP2P or PreCopyP2P);

    internal IEnumerable<MigrationState> PreCopyStates => States.Where(IsPreCopy);

    internal static bool IsStopped(MigrationState state) => state is Stop or StopCopy or Resuming;

    internal static bool IsPreCopy(MigrationState state) => state is PreCopy or PreCopyP2P;

    internal static bool IsRunning(MigrationState state) => state is Running or RunningP2P || IsPreCopy(state);

    internal static SessionKind SessionOf(MigrationState state) => state switch
    {
        PreCopy or PreCopyP2P or StopCopy => SessionKind.Saving,
        Resuming => SessionKind.Resuming,
        _ => SessionKind.None,
    };

    internal bool IsSupported(MigrationState from, MigrationState to) => _plan.IsSupported(IndexOf(from), IndexOf(to));

    /// <summary>The states after the first, the target last.</summary>
    internal ImmutableArray<MigrationState> Path(MigrationState from, MigrationState to) =>
        [.. _plan.GetPath(IndexOf(from), IndexOf(to)).Select(StateAt)];

    /// <summary>The arcs that a transition takes.</summary>
    internal ImmutableArray<(MigrationState From, MigrationState To)> ArcsOf(MigrationState from, MigrationState to)
    {
        ImmutableArray<MigrationState> path = Path(from, to);
        return [.. path.Select((state, i) => (i == 0 ? from : path[i - 1], state))];
    }

    internal TransitionSet<MigrationState> SupportedTransitions =>
        new(from start in All from target in All where IsSupported(start, target) select (start, target));

    // The spec's states stand in the order of the enum's.
    private static int IndexOf(MigrationState state)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i] == state)
                return i;
        }

        return -1;
    }

    private static MigrationState StateAt(int index) => All[index];
}
