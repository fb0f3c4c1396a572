namespace MigSdk.Testing.Tests;

/// <summary>Fails if it is to halt and stands still already, as it does after a failure at the end of its halt.</summary>
internal sealed class CannotBeAskedTwice : CardDevice
{
    internal override void Halt()
    {
        if (!IsRunning)
            throw new MigrationException(Errno.EBUSY, "The card has halted already.");
        base.Halt();
    }
}
