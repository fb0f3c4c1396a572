using System;
using System.Linq;

namespace MigSdk.Cli;

/// <summary>The exit codes in words, for help and README alike.</summary>
internal static class ExitCodes
{
    /// <summary>Says in one line what an exit code means.</summary>
    internal static string Meaning(this ExitCode code) => code switch
    {
        ExitCode.Success => "done; where the command asks something, the answer is yes",
        ExitCode.Usage => "wrong usage; nothing was done",
        ExitCode.NotFound => "no such file, socket, spec, driver, feature or state",
        ExitCode.Unreadable => "a file cannot be read as what it should be",
        ExitCode.AuditFindings => "spec audit: something is wrong with a spec or driver",
        ExitCode.OptOut => "spec diff: opt-out, some drivers of the new spec fail hosts of the old one",
        ExitCode.Breaking => "spec diff: breaking, every driver of the new spec fails hosts of the old one",
        ExitCode.NoPath => "path and state: the transition is not supported",
        ExitCode.Unreachable => "nobody answers at the socket or address, or the peer has gone away",
        ExitCode.Refused => "the peer answers, and refuses or breaks the protocol",
        ExitCode.SourceRuns => "migrate: failed; the source runs",
        ExitCode.DestinationRuns => "migrate: failed; the destination runs",
        ExitCode.NeitherRuns => "migrate: failed; neither side runs",
        ExitCode.UnknownRuns => "migrate: failed; nobody can say which side runs",
        ExitCode.Internal => "a fault in mig itself",
        ExitCode.Interrupted => "Ctrl+C; of a migration: it was cancelled and the source runs",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };

    /// <summary>All of them, one a line.</summary>
    internal static string Table() => string.Join(
        '\n', Enum.GetValues<ExitCode>().Select(code => $"  {(int)code,-5}{code.Meaning()}"));
}
