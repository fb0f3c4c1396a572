using System;
using Microsoft.Extensions.Logging;

namespace MigSdk.VfioUser;

internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "Serving at {Path}.")]
    internal static partial void Listening(ILogger logger, string path);

    [LoggerMessage(2, LogLevel.Information, "A client has connected.")]
    internal static partial void Connected(ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "The client has gone.")]
    internal static partial void Gone(ILogger logger);

    [LoggerMessage(4, LogLevel.Warning, "The client was dropped: {Reason}")]
    internal static partial void Dropped(ILogger logger, string reason, Exception cause);

    [LoggerMessage(5, LogLevel.Debug, "Refused {Command} with {Errno}: {Reason}")]
    internal static partial void Refused(ILogger logger, MessageCommand command, Errno errno, string reason);

    [LoggerMessage(6, LogLevel.Error, "The device's code failed in {Command}.")]
    internal static partial void DeviceFailed(ILogger logger, MessageCommand command, Exception cause);

    [LoggerMessage(7, LogLevel.Error, "The device could not be put in order after its client had gone.")]
    internal static partial void RecoveryFailed(ILogger logger, Exception cause);

    [LoggerMessage(8, LogLevel.Information,
        "Agreed: version {Major}.{Minor}, {Transfer} bytes a message, MigSdk's own client: {IsExtended}.")]
    internal static partial void Agreed(ILogger logger, int major, int minor, int transfer, bool isExtended);

    [LoggerMessage(9, LogLevel.Information, "No longer serving at {Path}.")]
    internal static partial void Stopped(ILogger logger, string path);

    [LoggerMessage(10, LogLevel.Warning, "A client could not be accepted; trying again.")]
    internal static partial void AcceptFailed(ILogger logger, Exception cause);
}
