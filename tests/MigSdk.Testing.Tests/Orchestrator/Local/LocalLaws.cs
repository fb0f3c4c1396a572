using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>What must hold when a migration within one host is over, and go on to hold whatever comes late.</summary>
internal static class LocalLaws
{
    internal static void Judge(MigrationSystem system, Task<LiveMigrationResult> migration)
    {
        ModelDevice source = system.Source;
        ModelDevice destination = system.Destination;
        if (migration.IsCompletedSuccessfully)
        {
            if (!destination.RunsMigrated || source.IsRunning)
                system.Violate(Law.SuccessIsTrue, "a migration that succeeded has left another side running");
            else if (destination.Content != ModelDevice.Precious)
                system.Violate(Law.SuccessIsTrue, "a migration that succeeded has lost the state");
        }
        else if (migration.Exception!.InnerException is LiveMigrationException failure)
        {
            if (LossLaws.Judge(system, failure) && !IsTrue(source, destination, failure))
                system.Violate(Law.TheErrorIsTrue, $"the error says: {failure.Message}");
        }
        else
        {
            system.Violate(Law.TheErrorIsTrue, $"it failed with {migration.Exception.InnerException}");
        }
    }

    private static bool IsTrue(ModelDevice source, ModelDevice destination, LiveMigrationException failure) =>
        failure.RunningSide switch
        {
            RunningSide.Source => source.IsRunning && !destination.RunsMigrated,
            RunningSide.Destination => destination.RunsMigrated && !source.IsRunning,
            RunningSide.Neither => !source.IsRunning && !destination.RunsMigrated,
            // Nobody could know: a device is gone, or does not do what it is asked for.
            _ => source.IsLost || destination.IsLost || failure.RecoveryFailures.Count > 0,
        };
}
