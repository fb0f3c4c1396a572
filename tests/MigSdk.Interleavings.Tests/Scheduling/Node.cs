namespace MigSdk.Interleavings.Tests;

/// <summary>A point of the run at which the schedule has chosen, and the event that was chosen there.</summary>
internal sealed class Node
{
    /// <summary>What every actor would have done, by its number.</summary>
    internal Operation[] Next { get; } = new Operation[Clock.MaxActors];

    /// <summary>Who could go on.</summary>
    internal uint Enabled { get; set; }

    /// <summary>Who must have been tried before the point is left.</summary>
    internal uint Backtrack { get; set; }

    /// <summary>Who was tried.</summary>
    internal uint Done { get; set; }

    /// <summary>Whose turn would lead to what was seen from an earlier point.</summary>
    internal uint Asleep { get; set; }

    internal int Actor { get; set; }

    /// <summary>Of the actor's events the how manieth this one is, from 1.</summary>
    internal int Ordinal { get; set; }

    internal int Variable { get; set; }

    /// <summary>What of the variable the event has looked at and changed.</summary>
    internal Footprint Footprint { get; set; }

    /// <summary>What came before the event, and the event.</summary>
    internal Clock Clock { get; set; }

    internal bool IsDependentOn(int variable, Footprint footprint) =>
        Variable == variable && variable != Operation.Nothing && Footprint.IsDependentOn(footprint);

    internal bool IsBefore(Clock later) => later[Actor] >= Ordinal;
}
