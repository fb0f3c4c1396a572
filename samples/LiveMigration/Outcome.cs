using MigSdk.Host;

namespace Samples.LiveMigration;

/// <summary>What came of a migration, and who has worked after it.</summary>
/// <param name="Result">The result; null where it failed.</param>
/// <param name="Failure">The failure; null where it succeeded.</param>
/// <param name="SourceItems">How many items of work the source has done since.</param>
/// <param name="DestinationItems">How many items of work the destination has done since.</param>
/// <param name="GuestWrites">How many numbers the guest has written since.</param>
internal sealed record Outcome(
    LiveMigrationResult? Result,
    LiveMigrationException? Failure,
    ulong SourceItems,
    ulong DestinationItems,
    ulong GuestWrites)
{
    /// <summary>Which side is to run now.</summary>
    internal RunningSide RunningSide => Failure?.RunningSide ?? RunningSide.Destination;
}
