using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>The VFIO drivers in every form, and what the uAPI says of their arcs.</summary>
internal static class Vfio
{
    private static readonly Dictionary<string, (ulong Flags, Func<Machine<MigrationState>> Create)> Forms = new()
    {
        ["flags 1, SetState"] = (1, () => Machine<MigrationState>.Of(new StopCopyDriver(), false)),
        ["flags 3, SetState"] = (3, () => Machine<MigrationState>.Of(new P2PDriver(), false)),
        ["flags 5, SetState"] = (5, () => Machine<MigrationState>.Of(new PreCopyDriver(), false)),
        ["flags 7, SetState"] = (7, () => Machine<MigrationState>.Of(new FullDriver(), false)),
        ["flags 1, SetStateAsync"] = (1, () => Machine<MigrationState>.Of(new StopCopyDriver(), true)),
        ["flags 3, SetStateAsync"] = (3, () => Machine<MigrationState>.Of(new P2PDriver(), true)),
        ["flags 5, SetStateAsync"] = (5, () => Machine<MigrationState>.Of(new PreCopyDriver(), true)),
        ["flags 7, SetStateAsync"] = (7, () => Machine<MigrationState>.Of(new FullDriver(), true)),
        ["flags 1, asynchronous handlers"] = (1, () => Machine<MigrationState>.Of(new AsyncStopCopyDriver(), true)),
        ["flags 3, asynchronous handlers"] = (3, () => Machine<MigrationState>.Of(new AsyncP2PDriver(), true)),
        ["flags 5, asynchronous handlers"] = (5, () => Machine<MigrationState>.Of(new AsyncPreCopyDriver(), true)),
        ["flags 7, asynchronous handlers"] = (7, () => Machine<MigrationState>.Of(new AsyncFullDriver(), true)),
        ["flags 7, single-threaded"] = (7, () => Machine<MigrationState>.Of(new SingleThreadedDriver(), false)),
        ["flags 7, single-threaded, asynchronous handlers"] = (7, () => Machine<MigrationState>.Of(new AsyncSingleThreadedDriver(), true)),
    };

    /// <summary>The name of every form, for theories.</summary>
    public static TheoryData<string> AllForms { get; } = [.. Forms.Keys];

    internal static Machine<MigrationState> Create(string form) => Forms[form].Create();

    /// <summary>The states that the form's features give it.</summary>
    internal static MigrationState[] StatesOf(string form) =>
        [.. RowsOf(form).Where(row => row.IsSupported && row.Current == row.Target).Select(row => row.Current)];

    internal static OracleRow[] RowsOf(string form) =>
        [.. Oracle.Rows.Where(row => row.Flags == (MigrationFeatures)Forms[form].Flags)];

    /// <summary>The kernel's path; null where there is none.</summary>
    internal static MigrationState[]? KernelPath(ulong flags, MigrationState from, MigrationState to)
    {
        OracleRow row = Oracle.Rows.Single(row =>
            row.Flags == (MigrationFeatures)flags && row.Current == from && row.Target == to);
        return row.IsSupported ? [.. row.Path.Skip(1)] : null;
    }

    internal static SessionKind SessionOf(MigrationState state) => state switch
    {
        PreCopy or PreCopyP2P or StopCopy => SessionKind.Saving,
        Resuming => SessionKind.Resuming,
        _ => SessionKind.None,
    };

    internal static bool Opens(MigrationState from, MigrationState to) =>
        SessionOf(to) != SessionKind.None && SessionOf(from) != SessionOf(to);

    internal static List<(MigrationState From, MigrationState To)> Arcs(MigrationState start, IEnumerable<MigrationState> path)
    {
        var arcs = new List<(MigrationState, MigrationState)>();
        foreach (MigrationState next in path)
        {
            arcs.Add((start, next));
            start = next;
        }

        return arcs;
    }
}
