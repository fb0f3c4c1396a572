using System;

namespace MigSdk.Engine;

/// <summary>How an exception of a handler reads as a failure of the uAPI.</summary>
internal static class Failure
{
    internal static Errno ErrnoOf(Exception cause) => cause is MigrationException failure ? failure.Errno : Errno.EIO;

    internal static bool IsFatal(Exception cause) => cause is MigrationException { Fatal: true };
}
