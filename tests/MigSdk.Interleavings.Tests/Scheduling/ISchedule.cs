using System.Collections.Generic;

namespace MigSdk.Interleavings.Tests;

/// <summary>Says who is next.</summary>
internal interface ISchedule
{
    /// <summary>Whether the run has ended before its end.</summary>
    bool WasCut { get; }

    /// <summary>The number of an actor, by its name, in all runs of a scenario.</summary>
    int IndexOf(string actor);

    /// <summary>Lets one of those that can go on do what it does next.</summary>
    /// <returns>Null where the run is to end here.</returns>
    Actor? Choose(IReadOnlyList<Actor> enabled);

    /// <summary>Hears of the end of the operation that was let, if one was.</summary>
    /// <param name="footprint">What it has looked at and changed; less, perhaps, than it might have.</param>
    void Complete(Footprint footprint);
}
