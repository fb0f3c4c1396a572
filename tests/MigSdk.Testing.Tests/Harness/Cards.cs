using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>Runs the kit on cards, with all that can be told about them.</summary>
internal static class Cards
{
    internal static ConformanceOptions<Card> Options(
        IReadOnlySet<ConformanceCheck>? skip = null, ulong seed = 1, IProgress<CheckResult>? progress = null) => new()
        {
            Snapshot = card => card.Device.Snapshot(),
            Work = (card, number) => card.Device.Work(number),
            Activity = card => card.Device.Activity,
            PeerActivity = card => card.Device.PeerActivity,
            Resources = card => card.Device.Held,
            HookAccesses = (card, callback) => card.Device.AccessHook = callback,
            ForeignStreams = [ForeignStream.FromDriver("version 2", () => new Card(new CardDevice { Version = 2 }))],
            OperationLimit = TimeSpan.FromSeconds(4),
            QuietTime = TimeSpan.FromMilliseconds(5),
            Seed = seed,
            Effort = 1,
            Skip = skip ?? new HashSet<ConformanceCheck>(),
            Progress = progress,
        };

    /// <summary>What can be told about a card behind something else.</summary>
    internal static ConformanceOptions<TDevice> OptionsOf<TDevice>(Func<TDevice, CardDevice> card, bool hooks = true)
        where TDevice : class => new()
        {
            Snapshot = device => card(device).Snapshot(),
            Work = (device, number) => card(device).Work(number),
            Activity = device => card(device).Activity,
            PeerActivity = device => card(device).PeerActivity,
            Resources = device => card(device).Held,
            HookAccesses = hooks ? (device, callback) => card(device).AccessHook = callback : null,
            QuietTime = TimeSpan.FromMilliseconds(5),
            OperationLimit = TimeSpan.FromSeconds(4),
            Seed = 1,
            Effort = 1,
            Skip = Mutant.Skipped,
        };

    internal static Task<ConformanceReport> RunAsync(Func<CardDevice> create, IReadOnlySet<ConformanceCheck>? skip = null) =>
        MigrationConformance.RunAsync(() => new Card(create()), Options(skip));

    /// <summary>The card behind a back end that may be wrong.</summary>
    internal static Task<ConformanceReport> RunBehindAsync(Func<IMigrationBackend, WrongBackend> wrong) =>
        MigrationConformance.RunBackendAsync(
            _ =>
            {
                var card = new Card(new CardDevice());
                WrongBackend backend = wrong(InProcessBackend.For(card));
                backend.Card = card;
                return ValueTask.FromResult(backend);
            },
            OptionsOf<WrongBackend>(backend => backend.Card!.Device, hooks: false));
}
