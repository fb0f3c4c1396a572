namespace MigSdk.Cli;

/// <summary>What the process ends with. Scripts rely on the numbers; one is never given another meaning.</summary>
internal enum ExitCode
{
    /// <summary>Done, and where the command asks something, the answer is yes.</summary>
    Success = 0,

    /// <summary>The command line is wrong. Nothing was done.</summary>
    Usage = 2,

    /// <summary>There is no such file, socket, spec, driver, feature or state.</summary>
    NotFound = 3,

    /// <summary>The file is there, but cannot be read as what it should be.</summary>
    Unreadable = 4,

    /// <summary><c>spec audit</c> has found something.</summary>
    AuditFindings = 10,

    /// <summary><c>spec diff</c>: some drivers of the new spec fail hosts of the old one.</summary>
    OptOut = 11,

    /// <summary><c>spec diff</c>: every driver of the new spec fails hosts of the old one.</summary>
    Breaking = 12,

    /// <summary><c>path</c> and <c>state</c>: the transition is not supported.</summary>
    NoPath = 13,

    /// <summary>Nobody answers at the socket or address, or the peer has gone away.</summary>
    Unreachable = 20,

    /// <summary>The peer answers, and refuses or breaks the protocol.</summary>
    Refused = 21,

    /// <summary><c>migrate</c> has failed, and the source runs on.</summary>
    SourceRuns = 30,

    /// <summary><c>migrate</c> has failed after the destination took over: it runs.</summary>
    DestinationRuns = 31,

    /// <summary><c>migrate</c> has failed, and neither side runs.</summary>
    NeitherRuns = 32,

    /// <summary><c>migrate</c> has failed, and nobody can say which side runs.</summary>
    UnknownRuns = 33,

    /// <summary>A fault in the command itself.</summary>
    Internal = 70,

    /// <summary>Ended by Ctrl+C. Of a migration it means that the source was brought back and runs on.</summary>
    Interrupted = 130,
}
