using System;

namespace MigSdk.Tests;

/// <summary>One way in which a step fails, and what the host must see of it.</summary>
internal sealed record Fault(string Name, Func<Exception>? Throw, bool AfterSession, Errno Errno, bool Fatal)
{
    /// <summary>The ways in which any handler can fail.</summary>
    internal static Fault[] OfAnyHandler { get; } =
    [
        new("errno", () => new MigrationException(Errno.EBUSY, "busy"), false, Errno.EBUSY, false),
        new("other exception", () => new FormatException("odd"), false, Errno.EIO, false),
        new("nobody's cancellation", () => new OperationCanceledException(), false, Errno.EIO, false),
        new("fatal", () => new MigrationException(Errno.ENOMEM, "dead") { Fatal = true }, false, Errno.ENOMEM, true),
    ];

    /// <summary>The ways in which only a handler that opens a session can fail.</summary>
    internal static Fault[] OfOpeningHandler { get; } =
    [
        new("errno after the session", () => new MigrationException(Errno.EBUSY), true, Errno.EBUSY, false),
        new("other exception after the session", () => new FormatException("odd"), true, Errno.EIO, false),
        new("fatal after the session", () => new MigrationException(Errno.EIO) { Fatal = true }, true, Errno.EIO, true),
        new("no session", null, true, Errno.EIO, false),
    ];
}
