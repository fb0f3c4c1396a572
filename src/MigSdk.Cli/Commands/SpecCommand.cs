using System.CommandLine;

namespace MigSdk.Cli;

/// <summary><c>mig spec</c>: everything about specs that needs no device.</summary>
internal static class SpecCommand
{
    internal static Command Create(CliConsole console) => new(
        "spec", "Shows, audits, compares and draws specs: built-in ones, those of assemblies, and recorded ones.")
    {
        new SpecListCommand(console),
        new SpecShowCommand(console),
        new SpecAuditCommand(console),
        new SpecDiffCommand(console),
        new SpecGraphCommand(console),
    };
}
