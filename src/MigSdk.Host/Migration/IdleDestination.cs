namespace MigSdk.Host;

/// <summary>
/// The proof that the destination has not run and will not. Without it the source cannot be brought back, and
/// <see cref="TryTake"/> makes one only by barring the destination from running for good.
/// </summary>
internal sealed class IdleDestination
{
    private IdleDestination()
    {
    }

    internal static IdleDestination? TryTake(DestinationEnd destination) =>
        destination.TryBar() ? new IdleDestination() : null;
}
