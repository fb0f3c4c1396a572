using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>Ends a combination transition before its last step, but only where it is asked synchronously.</summary>
internal sealed class StopsShortInPlace(Card card) : WrongDriver(card)
{
    public MigrationSession? SetState(MigrationState target) =>
        Card.SetState(target == Running && Card.State == Stop ? RunningP2P : target);
}
