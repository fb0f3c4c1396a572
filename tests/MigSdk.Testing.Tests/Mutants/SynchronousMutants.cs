using System;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.Testing.Tests;

/// <summary>What is right where a host asks, and wrong in the driver's own SetState.</summary>
public sealed class SynchronousMutants
{
    [Fact]
    public Task A_transition_that_stops_short() => IsCaughtAsync(card => new StopsShortInPlace(card), Transitions);

    [Fact]
    public Task A_window_that_is_opened_twice() => IsCaughtAsync(card => new OpensTwiceInPlace(card), Sessions);

    [Fact]
    public Task A_failure_that_is_not_told() => IsCaughtAsync(card => new SwallowsFailuresInPlace(card), Failures);

    private static async Task IsCaughtAsync<TDriver>(Func<Card, TDriver> create, ConformanceCheck check)
        where TDriver : WrongDriver =>
        Mutant.IsCaught(
            await MigrationConformance.RunAsync(
                () => create(new Card(new CardDevice())), Cards.OptionsOf<TDriver>(driver => driver.Card.Device)),
            check);
}
