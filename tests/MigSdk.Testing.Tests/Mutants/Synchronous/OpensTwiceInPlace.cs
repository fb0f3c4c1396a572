using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>Begins the saving anew on the way from PRE_COPY to STOP_COPY, but only where it is asked synchronously.</summary>
internal sealed class OpensTwiceInPlace(Card card) : WrongDriver(card)
{
    public MigrationSession? SetState(MigrationState target)
    {
        if (target == StopCopy && Card.State is PreCopy or PreCopyP2P)
            Card.SetState(Stop);
        return Card.SetState(target);
    }
}
