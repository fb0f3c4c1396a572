namespace MigSdk.Testing.Tests;

/// <summary>Says nothing of a handler that has failed, but only where it is asked synchronously.</summary>
internal sealed class SwallowsFailuresInPlace(Card card) : WrongDriver(card)
{
    public MigrationSession? SetState(MigrationState target)
    {
        try
        {
            return Card.SetState(target);
        }
        catch (MigrationException failure) when (failure.Errno != Errno.EINVAL)
        {
            return null;
        }
    }
}
