using System;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>What an error must say of what is lost, and of the way back.</summary>
internal static class LossLaws
{
    /// <returns>Whether the error says all of that.</returns>
    internal static bool Judge(MigrationSystem system, LiveMigrationException failure)
    {
        int violations = system.Violations.Count;
        ModelDevice source = system.Source;
        bool saysNone = failure.RunningSide is RunningSide.Neither or RunningSide.Unknown;
        if (!source.IsRunning && !system.Destination.RunsMigrated && !saysNone)
            system.Violate(Law.LossIsSaid, $"neither side runs, and the error says: {failure.Message}");

        bool isLost = source.Content != ModelDevice.Precious && !system.WasResetByOthers;
        if (isLost && !failure.SourceWasReset && !Says("what it held"))
            system.Violate(Law.LossIsSaid, $"the source's state is lost, and the error says: {failure.Message}");

        bool namesWay = failure switch
        {
            { RunningSide: RunningSide.Neither, SourceState: MigrationState.Error } => Says("reset brings the source back"),
            { RunningSide: RunningSide.Neither } => Says("sk the source for Running"),
            { RunningSide: RunningSide.Unknown, SourceState: not null } => Says("before the destination is certainly gone"),
            _ => true,
        };
        bool leadsBack = failure.SourceState is not { } state || !saysNone || source.State != state || source.CanGoOn;
        if (!namesWay || !leadsBack)
            system.Violate(Law.TheWayBackIsNamed, $"the source is in {source.State}, and the error says: {failure.Message}");

        return system.Violations.Count == violations;

        bool Says(string text) => failure.Message.Contains(text, StringComparison.Ordinal);
    }
}
