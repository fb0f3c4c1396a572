using System.Threading.Tasks;
using Xunit;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.Testing.Tests;

/// <summary>What is done while the card must stand still, or not done while it must run.</summary>
public sealed class QuiescenceMutants
{
    [Fact]
    public Task A_clock_that_ticks_in_STOP() => Mutant.IsCaughtAsync(() => new ClockTicksInStop(), Quiescence);

    [Fact]
    public Task Peer_DMA_in_P2P() => Mutant.IsCaughtAsync(() => new SendsToPeersInP2P(), PeerQuiescence);

    [Fact]
    public Task A_card_that_stays_stopped() => Mutant.IsCaughtAsync(() => new StaysStopped(), Continuation);

    [Fact]
    public Task A_reset_that_uses_what_only_a_migration_sets_up() =>
        Mutant.IsCaughtAsync(() => new ResetsWhatIsNotThere(), Reset);
}
