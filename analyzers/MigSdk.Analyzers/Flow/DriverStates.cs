using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>What is known of a driver at one point: the states that it may be in.</summary>
/// <param name="Driver">What is known of its class.</param>
/// <param name="States">The states that it may be in.</param>
/// <param name="Hold">Who else can move it.</param>
internal sealed record DriverStates(UsedDriver Driver, IndexSet States, DriverHold Hold)
{
    /// <summary>Whether nothing is known, so that any comparison is of no use either.</summary>
    public bool IsLost => Hold == DriverHold.Lost;

    /// <summary>A driver that may be in any state.</summary>
    public static DriverStates Any(UsedDriver driver, DriverHold hold) => new(driver, driver.Plan.SupportedStates, hold);

    /// <summary>As this, in other hands too.</summary>
    public DriverStates HeldBy(DriverHold hold) => hold > Hold ? this with { Hold = hold } : this;

    /// <summary>As this, after others may have moved it.</summary>
    public DriverStates Moved() => this with { States = Driver.Plan.SupportedStates };

    /// <summary>What holds on either of two paths.</summary>
    /// <returns>The knowledge; null where there is none.</returns>
    public static DriverStates? Join(DriverStates one, DriverStates other)
    {
        if (one.IsLost)
            return one;
        if (other.IsLost)
            return other;
        return ReferenceEquals(one.Driver, other.Driver)
            ? one with { States = one.States.Union(other.States), Hold = one.Hold > other.Hold ? one.Hold : other.Hold }
            : null;
    }
}
