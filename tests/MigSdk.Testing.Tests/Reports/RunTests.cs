using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.Testing.Tests;

public sealed class RunTests
{
    [Fact]
    public async Task A_driver_of_which_nothing_is_told_is_checked_as_a_host_sees_it()
    {
        ConformanceReport report = await MigrationConformance.VerifyAsync(
            () => new Card(new CardDevice()), new ConformanceOptions<Card> { Skip = Mutant.Skipped });

        Assert.Equal(
            [Quiescence, PeerQuiescence, Continuation, Truncation, Extension, Corruption, Order, Foreign],
            report.Results.Where(result => result.Outcome == CheckOutcome.NotRun).Select(result => result.Check).Except([Resources]));
        Assert.Contains("no Snapshot", report.Results.Single(result => result.Check == RoundTrip).Note);
    }

    [Fact]
    public async Task A_driver_that_hangs_is_reported_with_its_walk()
    {
        ConformanceReport report = await MigrationConformance.RunAsync(
            () => new Card(new HaltsForEver()), new ConformanceOptions<Card> { OperationLimit = TimeSpan.FromSeconds(2) });

        CheckFailure failure = Assert.Single(report.Results.SelectMany(result => result.Failures));
        Assert.Equal([Transitions], report.Failed);
        Assert.Equal("an answer within 2 s", failure.Expected);
        Assert.Equal("a hang: the request for Stop has not come back", failure.Seen);
        Assert.Equal(["device: Running, -> Stop"], failure.Walk);
        Assert.All(report.Results.Skip(2), result => Assert.Equal("A device hangs.", result.Note));
    }

    [Fact]
    public async Task The_policy_of_January_2022_is_known()
    {
        ConformanceReport report = await MigrationConformance.VerifyAsync(
            () => new RestoringCard(new CardDevice()),
            new ConformanceOptions<RestoringCard>
            {
                Snapshot = card => card.Device.Snapshot(),
                Work = (card, number) => card.Device.Work(number),
                Resources = card => card.Device.Held,
                HookAccesses = (card, callback) => card.Device.AccessHook = callback,
                QuietTime = TimeSpan.FromMilliseconds(5),
                Skip = Mutant.Skipped,
            });

        Assert.Equal(CheckOutcome.Passed, report.Results.Single(result => result.Check == Failures).Outcome);
    }

    [Fact]
    public async Task A_single_threaded_driver_is_driven_on_one_thread()
    {
        var cards = new List<SingleThreadedCard>();
        ConformanceReport report = await MigrationConformance.VerifyAsync(
            () =>
            {
                var card = new SingleThreadedCard(new CardDevice());
                cards.Add(card);
                return card;
            },
            new ConformanceOptions<SingleThreadedCard>
            {
                Snapshot = card => card.Device.Snapshot(),
                Work = (card, number) => card.Device.Work(number),
                QuietTime = TimeSpan.FromMilliseconds(5),
                Skip = Mutant.Skipped,
            });

        Assert.All(cards, card => Assert.InRange(card.Threads.Count, 0, 1));
        Assert.Contains(cards, card => card.Threads.Count == 1);
        Assert.Equal("The driver is declared SingleThreaded.", report.Results.Single(result => result.Check == ConcurrentWalks).Note);
    }

    [Fact]
    public async Task Progress_is_told_check_by_check()
    {
        var told = new List<ConformanceCheck>();
        await MigrationConformance.RunAsync(
            () => new Card(new ForgetsARegister()), Cards.Options(Mutant.Skipped, progress: new Listener(result => told.Add(result.Check))));

        Assert.Equal(Enum.GetValues<ConformanceCheck>(), told);
    }

    [Fact]
    public async Task A_run_can_be_stopped()
    {
        using var cancel = new CancellationTokenSource();
        var told = new List<ConformanceCheck>();
        var listener = new Listener(result =>
        {
            told.Add(result.Check);
            if (result.Check == Sessions)
                cancel.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => MigrationConformance.RunAsync(() => new Card(new CardDevice()), Cards.Options(progress: listener), cancel.Token));
        Assert.Equal(Sessions, told[^1]);
    }

    [Fact]
    public async Task What_is_left_out_stands_in_the_report()
    {
        ConformanceReport report = await MigrationConformance.RunAsync(
            () => new Card(new ForgetsARegister()), Cards.Options(new HashSet<ConformanceCheck> { RoundTrip, Resources }));

        CheckResult skipped = report.Results.Single(result => result.Check == RoundTrip);
        Assert.Equal((CheckOutcome.NotRun, "The options leave it out."), (skipped.Outcome, skipped.Note));
        Assert.NotEmpty(report.Failed);
    }

    [Fact]
    public async Task What_a_guest_cannot_tell_apart_is_the_author_s_to_say()
    {
        var options = new ConformanceOptions<Card>
        {
            Snapshot = card => card.Device.Snapshot(),
            SnapshotComparer = EqualityComparer<object>.Create((a, b) => Visible(a).SequenceEqual(Visible(b)), a => Visible(a).Length),
            Work = (card, number) => card.Device.Work(number),
            Skip = Mutant.Skipped,
        };

        await MigrationConformance.VerifyAsync(() => new Card(new ForgetsARegister()), options);

        // All but the register that is not sent.
        static byte[] Visible(object? snapshot) => [.. ((byte[])snapshot!)[..516], .. ((byte[])snapshot!)[520..]];
    }

    [Fact]
    public async Task A_factory_that_gives_nothing_is_named()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => MigrationConformance.RunAsync<Card>(() => null!));
        Assert.Equal("The factory of Card gave null.", thrown.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void An_effort_out_of_range_is_refused(int effort) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConformanceOptions<Card> { Effort = effort });

    private sealed class Listener(Action<CheckResult> hear) : IProgress<CheckResult>
    {
        public void Report(CheckResult value) => hear(value);
    }
}
