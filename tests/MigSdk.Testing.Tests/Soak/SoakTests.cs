using System;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>Live migrations in a loop, with faults, by every way that there is between two devices.</summary>
[Collection(nameof(CountsProcessResources))]
public sealed class SoakTests(ITestOutputHelper output)
{
    // By then every way has been gone, and what the run time keeps for good it has.
    private const int WarmVoyages = 15;

    // These voyages are short, and each driver and each way is among them.
    [Fact]
    public Task A_few_voyages_lose_nothing_and_leave_nothing() => new SoakRun(
        seed: 31,
        goesOn: (voyages, _) => voyages < 6,
        isWarm: (voyages, _) => voyages == 3,
        output.WriteLine).RunAsync();

    [SoakFact]
    public Task As_many_minutes_of_voyages_as_are_asked_for_lose_nothing_and_leave_nothing()
    {
        TimeSpan length = SoakFactAttribute.Length!.Value;
        TimeSpan warmUp = TimeSpan.FromTicks(Math.Min(length.Ticks / 5, TimeSpan.TicksPerMinute * 3));
        return new SoakRun(
            SoakFactAttribute.Seed,
            goesOn: (voyages, elapsed) => elapsed < length || voyages < 2 * WarmVoyages,
            isWarm: (voyages, elapsed) => elapsed >= warmUp && voyages >= WarmVoyages,
            output.WriteLine).RunAsync();
    }
}
