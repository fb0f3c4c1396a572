using System;
using System.Collections.Generic;
using Samples.HisiAccStyle;
using Samples.PdsStyle;

namespace MigSdk.Testing.Tests;

/// <summary>What a kind of device can do, as the generator has it for drivers with these features.</summary>
internal sealed record ModelKind(
    MigrationFeatures Features,
    TransitionSet<MigrationState> Transitions,
    Func<MigrationState, MigrationState, MigrationState[]> Path)
{
    internal static IReadOnlyList<ModelKind> All { get; } =
        [Of<SingleThreadedCard>(), Of<PdsDriver>(), Of<HisiAccDriver>(), Of<Card>()];

    private static ModelKind Of<TDriver>()
        where TDriver : class, IMigrationDriver =>
        new(TDriver.Features, TDriver.SupportedTransitions, (from, to) => TDriver.GetPath(from, to).ToArray());
}
