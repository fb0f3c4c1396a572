namespace MigSdk.Cli;

/// <summary>Why a command ended without a result.</summary>
internal sealed record ErrorDocument(ErrorBody Error)
{
    internal static ErrorDocument Of(ExitCode code, string message) => new(new ErrorBody((int)code, code, message));
}

/// <summary>The exit code as a number and by name, and what the error stream says.</summary>
internal sealed record ErrorBody(int ExitCode, ExitCode Kind, string Message);
