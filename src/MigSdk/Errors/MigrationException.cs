using System;

namespace MigSdk;

/// <summary>A failure with an errno. A handler throws it to say which; any other exception counts as EIO.</summary>
public class MigrationException : Exception
{
    /// <summary>Creates a failure.</summary>
    /// <param name="errno">The error number that the host shall see.</param>
    /// <param name="message">What went wrong; a text made from the errno where it is null.</param>
    /// <param name="innerException">The cause.</param>
    public MigrationException(Errno errno, string? message = null, Exception? innerException = null)
        : base(message ?? $"{errno} ({(int)errno})", innerException) => Errno = errno;

    /// <summary>The error number.</summary>
    public Errno Errno { get; }

    /// <summary>
    /// Set by a handler to demand the spec's error state: the device cannot go on and only a reset helps. Where the spec
    /// has no error state it is an ordinary failure. False by default.
    /// </summary>
    public bool Fatal { get; init; }

    /// <summary>
    /// The state in which the failed transition left the driver; null where no driver was involved.
    /// <see cref="TransitionException{TState}.State"/> is the same with its type.
    /// </summary>
    public Enum? State => BoxedState;

    private protected virtual Enum? BoxedState => null;
}
