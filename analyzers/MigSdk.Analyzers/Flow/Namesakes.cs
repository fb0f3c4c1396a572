using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>Two names of which nobody knows whether they are of one driver: two parameters, a parameter and a field.</summary>
internal static class Namesakes
{
    /// <summary>What holds of the other names after the driver of one has moved.</summary>
    /// <param name="state">What held before.</param>
    /// <param name="place">The name by which it was moved.</param>
    /// <param name="mover">What is known of it.</param>
    /// <param name="states">The states that it may be in now.</param>
    public static FlowState AfterMove(FlowState state, Place place, DriverStates mover, IndexSet states)
    {
        if (mover.Hold == DriverHold.Owned)
            return state;
        foreach ((Place other, DriverStates known) in state.Drivers)
        {
            if (other != place && known.Hold is DriverHold.Lent or DriverHold.Shared && IsOfSameSpec(known.Driver, mover.Driver))
                state = state.WithKnown(other, known with { States = known.States.Union(states) });
        }

        return state.ForgetReadStates(except: place).WithSessions(
            track => track.Driver is { } other && other != place && state.HoldOf(other) != DriverHold.Owned,
            track => track.MaybeClosed());
    }

    private static bool IsOfSameSpec(UsedDriver one, UsedDriver other) =>
        SymbolEqualityComparer.Default.Equals(one.SpecReading.Type, other.SpecReading.Type);
}
