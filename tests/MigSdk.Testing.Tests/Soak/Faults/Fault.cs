using System;
using System.Collections.Generic;
using MigSdk.Host;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>One fault of one migration: what, where and when.</summary>
/// <param name="Kind">What.</param>
/// <param name="End">At which end.</param>
/// <param name="AtOperation">At which of the host's operations on the devices.</param>
/// <param name="Lasts">Whether it lasts as long as the migration.</param>
/// <param name="Number">A number for what else there is to choose.</param>
internal sealed record Fault(FaultKind Kind, MigrationEnd End, int AtOperation, bool Lasts, int Number)
{
    internal static readonly Fault None = new(FaultKind.None, MigrationEnd.Source, 0, false, 0);

    private const int LastOperation = 60;

    /// <summary>Chooses a fault that can be had on a route.</summary>
    internal static Fault Choose(Random random, Route route)
    {
        var kinds = new List<FaultKind>
        {
            FaultKind.None, FaultKind.HandlerFails, FaultKind.HandlerFails, FaultKind.HandlerFailsFatally,
            FaultKind.HandlerIsSlow, FaultKind.BackendIsSlow, FaultKind.Cancelled, FaultKind.Cancelled,
            FaultKind.DowntimePasses, FaultKind.ResetBySomebodyElse, FaultKind.StreamDamaged,
        };
        if (route.IsServed)
            kinds.AddRange([FaultKind.SocketCut, FaultKind.SocketCut, FaultKind.ServerVanishes]);
        if (route.IsBetweenHosts)
            kinds.AddRange([FaultKind.LinkCut, FaultKind.LinkCut, FaultKind.LinkDead, FaultKind.LinkDamaged]);

        // The first operations are those that are always there.
        double where = random.NextDouble();
        return new Fault(
            kinds[random.Next(kinds.Count)],
            random.Next(2) == 0 ? MigrationEnd.Source : MigrationEnd.Destination,
            1 + (int)(where * where * LastOperation),
            random.Next(4) == 0,
            random.Next());
    }

    /// <summary>Whether the host has little patience with its devices in this migration.</summary>
    internal bool IsAboutTime => Kind is FaultKind.HandlerIsSlow or FaultKind.BackendIsSlow;

    public override string ToString() =>
        Kind == FaultKind.None
            ? "no fault"
            : $"{Kind} at operation {AtOperation} ({End}{(Lasts ? ", lasting" : "")}, {Number})";
}
