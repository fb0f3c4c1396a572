using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;

namespace MigSdk.Cli;

/// <summary>What an exception means to whoever typed the command.</summary>
internal static class Failures
{
    /// <summary>The exit code and the message for a failure.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="cancel">Whether the user has interrupted the command.</param>
    internal static (ExitCode Code, string Message) Describe(Exception exception, CancellationToken cancel) => exception switch
    {
        CliException known => (known.Code, known.Message),
        OperationCanceledException when cancel.IsCancellationRequested => (ExitCode.Interrupted, "Interrupted."),
        MigrationException { Errno: Errno.ECONNRESET or Errno.ETIMEDOUT or Errno.ENOENT } gone =>
            (ExitCode.Unreachable, $"{gone.Message} ({gone.Errno})"),
        MigrationException refused => (ExitCode.Refused, $"{refused.Message} ({refused.Errno})"),
        SocketException unreachable => (ExitCode.Unreachable, unreachable.Message),
        IOException { InnerException: SocketException } lost => (ExitCode.Unreachable, lost.Message),
        _ => (ExitCode.Internal, $"This is a fault in mig itself: {exception}"),
    };
}
