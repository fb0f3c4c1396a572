using System;

namespace MigSdk.Cli;

/// <summary>A command cannot do what it was asked for.</summary>
/// <param name="code">What the process ends with.</param>
/// <param name="message">What is wrong, at which place, and what mends it.</param>
/// <param name="innerException">The cause, where it is another exception.</param>
internal sealed class CliException(ExitCode code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    internal ExitCode Code => code;
}
