using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>What a program has said at its end, in a few words.</summary>
internal static class Said
{
    internal static string By(Task program) => program.Exception?.InnerException switch
    {
        null => "succeeded",
        LiveMigrationException failure => $"{failure.RunningSide}{(failure.SourceWasReset ? " (reset)" : "")}",
        MigrationReceiverException { DestinationRuns: true } => "runs",
        MigrationReceiverException { DestinationRuns: false, MayHaveRun: true } => "has run",
        MigrationReceiverException { DestinationRuns: false } => "has not run",
        MigrationReceiverException => "may run",
        { } other => other.GetType().Name,
    };
}
