namespace MigSdk;

/// <summary>The error numbers that the migration uAPI and its drivers use, with their values on Linux.</summary>
public enum Errno
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>Operation not permitted.</summary>
    EPERM = 1,

    /// <summary>No such file or directory.</summary>
    ENOENT = 2,

    /// <summary>Input/output error: the device or its handler failed.</summary>
    EIO = 5,

    /// <summary>Too much data or too many ranges.</summary>
    E2BIG = 7,

    /// <summary>Bad file descriptor.</summary>
    EBADF = 9,

    /// <summary>Try again.</summary>
    EAGAIN = 11,

    /// <summary>Out of memory.</summary>
    ENOMEM = 12,

    /// <summary>Bad address.</summary>
    EFAULT = 14,

    /// <summary>Device or resource busy.</summary>
    EBUSY = 16,

    /// <summary>It exists already.</summary>
    EEXIST = 17,

    /// <summary>No such device: the session is closed.</summary>
    ENODEV = 19,

    /// <summary>Invalid argument: an unsupported transition, or data that is not acceptable.</summary>
    EINVAL = 22,

    /// <summary>The device has no such operation.</summary>
    ENOTTY = 25,

    /// <summary>No space left.</summary>
    ENOSPC = 28,

    /// <summary>It would wait for itself.</summary>
    EDEADLK = 35,

    /// <summary>Not implemented.</summary>
    ENOSYS = 38,

    /// <summary>No data yet: a drained stream in PRE_COPY.</summary>
    ENOMSG = 42,

    /// <summary>Protocol error.</summary>
    EPROTO = 71,

    /// <summary>Not a message of the expected form.</summary>
    EBADMSG = 74,

    /// <summary>Value too large.</summary>
    EOVERFLOW = 75,

    /// <summary>Operation not supported.</summary>
    EOPNOTSUPP = 95,

    /// <summary>Connection reset by the peer.</summary>
    ECONNRESET = 104,

    /// <summary>Timed out.</summary>
    ETIMEDOUT = 110,

    /// <summary>Cancelled by the host or by a reset.</summary>
    ECANCELED = 125,
}
