namespace MigSdk.Host;

/// <summary>One request of a plan.</summary>
/// <param name="Phase">The phase at whose beginning it is made.</param>
/// <param name="End">The end that is asked.</param>
/// <param name="Target">The state that it is asked for.</param>
/// <param name="BeginsDowntime">
/// Whether the source leaves its running states by it: the downtime begins before it.
/// </param>
/// <param name="EndsDowntime">Whether the destination runs after it: the downtime ends after it.</param>
public readonly record struct PlannedRequest(
    MigrationPhase Phase, MigrationEnd End, MigrationState Target, bool BeginsDowntime, bool EndsDowntime);
