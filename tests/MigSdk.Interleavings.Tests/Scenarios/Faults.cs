namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>What handlers do wrong.</summary>
internal static class Faults
{
    internal static void AtTheSecond(int handler)
    {
        if (handler == 2)
            throw new MigrationException(Errno.EBUSY);
    }
}
