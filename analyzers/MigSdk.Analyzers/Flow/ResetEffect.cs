using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>What a reset of a driver leads to. Pure.</summary>
internal static class ResetEffect
{
    /// <summary>What holds after the reset.</summary>
    /// <param name="state">What held before.</param>
    /// <param name="place">Where the driver is.</param>
    /// <param name="before">What was known of it.</param>
    /// <param name="failed">Whether the driver's own reset has failed.</param>
    public static FlowState Apply(FlowState state, Place place, DriverStates before, bool failed)
    {
        StateMachineSpec spec = before.Driver.Spec;
        IndexSet reached = [failed ? spec.Error ?? spec.Initial : spec.Initial];
        state = Namesakes.AfterMove(state, place, before, reached);
        if (!before.IsLost)
            state = state.WithMoved(place, before with { States = reached });

        // Sessions are closed before the driver's own reset runs. Nobody means to read them to their end any more.
        return state.WithSessions(track => track.Driver == place, track => track.Closed().MaybeRead());
    }
}
