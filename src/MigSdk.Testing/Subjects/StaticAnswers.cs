using System;

namespace MigSdk.Testing.Subjects;

/// <summary>The static answers of a driver's class.</summary>
internal sealed record StaticAnswers(
    Func<MigrationState, MigrationState, bool> ArcSupported,
    Func<MigrationState, MigrationState, (bool IsSupported, MigrationState Next)> NextState,
    Func<MigrationState, MigrationState, MigrationState[]> Path)
{
    internal static StaticAnswers Of<TDriver>()
        where TDriver : class, IMigrationDriver =>
        new(
            TDriver.ArcSupported,
            (from, to) => (TDriver.TryGetNextState(from, to, out MigrationState next), next),
            (from, to) => TDriver.GetPath(from, to).ToArray());
}
