using System;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.VfioUser;
using Xunit;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.Testing.Tests.Sockets;

/// <summary>The kit against a device behind a vfio-user socket.</summary>
public sealed class SocketTests
{
    [Fact]
    public async Task A_served_card_passes_every_check_that_can_be_made_over_a_socket()
    {
        ConformanceReport report = await RunAsync(() => new CardDevice(), card => card);

        report.EnsureConformant();
        Assert.Equal([Foreign, Failures, FatalFailures], NotRun(report));
    }

    [Fact]
    public async Task So_it_does_before_a_client_that_knows_the_protocol_and_no_more()
    {
        ConformanceReport report = await RunAsync(
            () => new CardDevice(), card => card, new VfioUserClientOptions { OffersExtensions = false });

        report.EnsureConformant();
        Assert.Equal([PeerQuiescence, Foreign, Failures, FatalFailures], NotRun(report));
    }

    [Fact]
    public async Task A_register_that_is_not_sent() =>
        Mutant.IsCaught(await RunAsync(() => new ForgetsARegister(), card => card), RoundTrip);

    [Fact]
    public async Task A_clock_that_goes_on_in_STOP() =>
        Mutant.IsCaught(await RunAsync(() => new ClockTicksInStop(), card => card), Quiescence);

    [Fact]
    public async Task A_server_whose_reset_leads_to_STOP() =>
        Mutant.IsCaught(await RunAsync(() => new CardDevice(), card => new StopsAtReset(card)), Reset);

    private static ConformanceCheck[] NotRun(ConformanceReport report) =>
    [
        .. report.Results
            .Where(result => result.Outcome == CheckOutcome.NotRun && !Mutant.Skipped.Contains(result.Check))
            .Select(result => result.Check),
    ];

    private static Task<ConformanceReport> RunAsync<TDriver>(
        Func<CardDevice> create, Func<Card, TDriver> drive, VfioUserClientOptions? client = null)
        where TDriver : class, IMigrationDriver =>
        MigrationConformance.RunBackendAsync(
            cancel => ServedCard.StartAsync(create(), drive, client, cancel),
            Cards.OptionsOf<ServedCard>(card => card.Device, hooks: false));

    /// <summary>As libvfio-user since 4f4fce4: what serves the card does not bring it back to RUNNING.</summary>
    private sealed class StopsAtReset(Card card) : WrongDriver(card)
    {
        public override async ValueTask ResetAsync()
        {
            await base.ResetAsync();
            await Card.SetStateAsync(MigrationState.Stop);
        }
    }
}
