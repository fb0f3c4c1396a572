using System;

namespace MigSdk.Uapi;

/// <summary>Results as system calls have them: a negative errno where something failed.</summary>
internal static class Result
{
    internal static int Of(Errno errno) => -(int)errno;

    internal static int Of(Exception cause) => Of(cause switch
    {
        MigrationException failure => failure.Errno,
        OperationCanceledException => Errno.ECANCELED,
        OutOfMemoryException => Errno.ENOMEM,
        _ => Errno.EIO,
    });
}
