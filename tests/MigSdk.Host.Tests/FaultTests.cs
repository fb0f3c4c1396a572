using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;

namespace MigSdk.Host.Tests;

/// <summary>
/// Every fault at every operation, one alone and two together; the fakes look at the law at every change.
/// </summary>
public class FaultTests
{
    public static TheoryData<FaultKind> Kinds => [.. Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.None)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_fault_at_any_operation_leaves_what_the_outcome_says(FaultKind kind)
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
        {
            int count = await CountOperationsAsync(source, destination);
            for (int operation = 0; operation < count; operation++)
                await new FaultScenario(source, destination, (operation, kind)).RunAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_second_fault_after_any_failure_leaves_what_the_outcome_says(FaultKind second)
    {
        FaultKind[] firsts =
            [
            FaultKind.FailsBefore, FaultKind.FailsAfter, FaultKind.EntersError, FaultKind.IsReset,
            FaultKind.HangsForGood, FaultKind.HostCancels,
        ];
        foreach (MigrationFeatures features in FeatureSets.All)
        {
            int count = await CountOperationsAsync(features, features);
            foreach (FaultKind first in firsts)
            {
                for (int operation = 0; operation < count; operation++)
                {
                    for (int distance = 1; distance <= 12; distance++)
                    {
                        await new FaultScenario(
                            features, features, (operation, first), (operation + distance, second)).RunAsync();
                    }
                }
            }
        }
    }

    [Fact]
    public async Task A_failed_request_of_the_source_is_recovered_without_a_reset()
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
        {
            foreach (int operation in await FindOperationsAsync(source, destination, "source SetState"))
            {
                foreach (FaultKind kind in (FaultKind[])[FaultKind.FailsBefore, FaultKind.HangsUntilCancelled])
                {
                    var scenario = new FaultScenario(source, destination, (operation, kind));
                    if (await scenario.RunAsync() is not LiveMigrationException failure)
                        continue;
                    Assert.Equal(RunningSide.Source, failure.RunningSide);
                    Assert.False(failure.SourceWasReset, scenario.Name);
                    Assert.Equal(MigrationState.Running, failure.SourceState);
                    Assert.Equal(0, scenario.World.Source.Resets);
                }
            }
        }
    }

    [Fact]
    public async Task A_source_in_ERROR_is_reset_and_said_to_be()
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
        {
            List<int> operations = await FindOperationsAsync(source, destination, "source SetState");
            foreach (int operation in operations.SkipLast(1))
            {
                var scenario = new FaultScenario(source, destination, (operation, FaultKind.EntersError));
                LiveMigrationException failure = Assert.IsType<LiveMigrationException>(await scenario.RunAsync());
                Assert.Equal(RunningSide.Source, failure.RunningSide);
                Assert.True(failure.SourceWasReset);
                Assert.Contains("what it held is lost", failure.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_source_that_fails_its_last_STOP_once_is_asked_again()
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
        {
            int operation = (await FindOperationsAsync(source, destination, "source SetState"))[^1];
            // Also where somebody else has reset it meanwhile: it must not run on.
            foreach (FaultKind kind in (FaultKind[])[FaultKind.FailsBefore, FaultKind.IsReset])
            {
                var scenario = new FaultScenario(source, destination, (operation, kind));
                Assert.Null(await scenario.RunAsync());
                Assert.Null(scenario.Result!.SourceStopFailure);
                Assert.Equal(MigrationState.Stop, scenario.World.Source.State);
            }
        }
    }

    [Fact]
    public async Task A_source_that_cannot_follow_its_last_STOP_does_not_spoil_the_migration_and_is_not_reset()
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
        {
            int operation = (await FindOperationsAsync(source, destination, "source SetState"))[^1];
            foreach (FaultKind kind in (FaultKind[])[FaultKind.EntersError, FaultKind.HangsForGood])
            {
                var scenario = new FaultScenario(source, destination, (operation, kind));
                Assert.Null(await scenario.RunAsync());
                Assert.NotNull(scenario.Result!.SourceStopFailure);
                Assert.Equal(0, scenario.World.Source.Resets);
                Assert.True(scenario.World.Destination.RunsMigrated);
            }
        }
    }

    [Fact]
    public async Task A_destination_that_is_reset_on_its_way_to_RUNNING_leaves_neither_running()
    {
        foreach (MigrationFeatures source in FeatureSets.All)
        {
            int operation = (await FindOperationsAsync(source, MigrationFeatures.StopCopy, "destination SetState"))[^1];
            var scenario = new FaultScenario(source, MigrationFeatures.StopCopy, (operation, FaultKind.IsReset));
            LiveMigrationException failure = Assert.IsType<LiveMigrationException>(await scenario.RunAsync());
            Assert.Equal(RunningSide.Neither, failure.RunningSide);
            Assert.Equal(MigrationState.StopCopy, failure.SourceState);
        }
    }

    [Theory]
    [InlineData(FaultKind.FailsBefore, RunningSide.Source)]
    [InlineData(FaultKind.FailsMidway, RunningSide.Source)]
    [InlineData(FaultKind.EntersError, RunningSide.Source)]
    [InlineData(FaultKind.HangsUntilCancelled, RunningSide.Source)]
    [InlineData(FaultKind.HangsForGood, RunningSide.Unknown)]
    public async Task A_destination_that_fails_before_it_runs_gives_the_source_back(FaultKind kind, RunningSide side)
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
        {
            List<int> requests = await FindOperationsAsync(source, destination, "destination SetState");
            var scenario = new FaultScenario(source, destination, (requests[1], kind));
            LiveMigrationException failure = Assert.IsType<LiveMigrationException>(await scenario.RunAsync());
            Assert.Equal(MigrationPhase.Resuming, failure.Phase);
            Assert.Equal(side, failure.RunningSide);
            Assert.Equal(side == RunningSide.Source, scenario.World.Source.State == MigrationState.Running);
        }
    }

    [Fact]
    public async Task A_destination_that_fails_once_between_RUNNING_P2P_and_RUNNING_is_asked_again()
    {
        const MigrationFeatures P2P = MigrationFeatures.StopCopy | MigrationFeatures.P2P;
        int operation = (await FindOperationsAsync(P2P, P2P, "destination SetState"))[^1];
        var scenario = new FaultScenario(P2P, P2P, (operation, FaultKind.FailsBefore));
        Assert.Null(await scenario.RunAsync());
        Assert.Equal(MigrationState.Running, scenario.World.Destination.State);
        Assert.Single(scenario.Result!.Requests, request => request.Errno == Errno.EIO);
    }

    [Fact]
    public async Task A_destination_that_stays_in_RUNNING_P2P_runs_and_the_error_says_so()
    {
        const MigrationFeatures P2P = MigrationFeatures.StopCopy | MigrationFeatures.P2P;
        int operation = (await FindOperationsAsync(P2P, P2P, "destination SetState"))[^1];
        // Between the two attempts its state is looked at.
        var scenario = new FaultScenario(
            P2P, P2P, (operation, FaultKind.FailsBefore), (operation + 2, FaultKind.FailsBefore));
        LiveMigrationException failure = Assert.IsType<LiveMigrationException>(await scenario.RunAsync());
        Assert.Equal(RunningSide.Destination, failure.RunningSide);
        Assert.Equal(MigrationPhase.Resuming, failure.Phase);
        Assert.Equal(MigrationState.RunningP2P, failure.DestinationState);
        Assert.Equal(MigrationState.Stop, failure.SourceState);
        Assert.Equal(1, scenario.DestinationWorkloadStarts);
    }

    [Fact]
    public async Task A_destination_that_fails_after_it_ran_leaves_neither_running()
    {
        const MigrationFeatures P2P = MigrationFeatures.StopCopy | MigrationFeatures.P2P;
        int operation = (await FindOperationsAsync(P2P, P2P, "destination SetState"))[^1];
        var scenario = new FaultScenario(P2P, P2P, (operation, FaultKind.EntersError));
        LiveMigrationException failure = Assert.IsType<LiveMigrationException>(await scenario.RunAsync());
        Assert.Equal(RunningSide.Neither, failure.RunningSide);
        Assert.Equal(MigrationState.StopCopy, scenario.World.Source.State);
        Assert.Contains("Neither side runs", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, scenario.World.Destination.Resets);
    }

    [Fact]
    public async Task A_destination_in_ERROR_is_reset_before_the_source_goes_on()
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
        {
            List<int> requests = await FindOperationsAsync(source, destination, "destination SetState");
            var scenario = new FaultScenario(source, destination, (requests[1], FaultKind.EntersError));
            await scenario.RunAsync();
            List<string> operations = scenario.World.Operations;
            Assert.InRange(operations.LastIndexOf("destination Reset"), 0, operations.LastIndexOf("source SetState Running"));
        }
    }

    [Fact]
    public async Task A_reset_that_leaves_the_state_is_followed_by_a_request()
    {
        const MigrationFeatures All = MigrationFeatures.StopCopy | MigrationFeatures.P2P | MigrationFeatures.PreCopy;
        int operation = (await FindOperationsAsync(All, All, "source SetState StopCopy"))[0];
        var scenario = new FaultScenario(All, All, (operation, FaultKind.EntersError));
        scenario.World.Source.ResetLeavesState = true;
        LiveMigrationException failure = Assert.IsType<LiveMigrationException>(await scenario.RunAsync());
        Assert.Equal(RunningSide.Source, failure.RunningSide);
        Assert.Equal(MigrationState.Running, scenario.World.Source.State);
    }

    [Fact]
    public async Task A_source_that_cannot_estimate_is_migrated_all_the_same()
    {
        const MigrationFeatures Features = MigrationFeatures.StopCopy | MigrationFeatures.PreCopy;
        List<int> estimates =
        [
            .. await FindOperationsAsync(Features, Features, "source GetPreCopyInfo"),
            .. await FindOperationsAsync(Features, Features, "source GetStopCopyLength"),
        ];
        foreach (int operation in estimates)
            Assert.Null(await new FaultScenario(Features, Features, (operation, FaultKind.FailsBefore)).RunAsync());
    }

    [Fact]
    public async Task A_request_that_opens_a_stream_against_the_rules_or_none_is_EBADF()
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
        {
            foreach (MigrationState target in Enum.GetValues<MigrationState>())
            {
                var scenario = new FaultScenario(source, destination);
                scenario.World.Source.ConfusesStreamOf = target;
                AssertRefusedOrHarmless(target, scenario, await scenario.RunAsync());
                scenario = new FaultScenario(source, destination);
                scenario.World.Destination.ConfusesStreamOf = target;
                AssertRefusedOrHarmless(target, scenario, await scenario.RunAsync());
            }
        }

        static void AssertRefusedOrHarmless(MigrationState target, FaultScenario scenario, LiveMigrationException? failure)
        {
            bool isAsked = scenario.World.Source.ConfusesStreamOf == target
                ? scenario.World.Source.Asked.Contains(target)
                : scenario.World.Destination.Asked.Contains(target);
            // A STOP that ends the migration, or a request for a running state that has been met, cannot be undone.
            if (failure is not null)
                Assert.Equal(Errno.EBADF, failure.Errno);
            else
                Assert.True(!isAsked || target is MigrationState.Stop or MigrationState.Running or MigrationState.RunningP2P);
        }
    }

    internal static async Task<int> CountOperationsAsync(MigrationFeatures source, MigrationFeatures destination) =>
        (await FindOperationsAsync(source, destination, "")).Count;

    internal static async Task<List<int>> FindOperationsAsync(
        MigrationFeatures source, MigrationFeatures destination, string name)
    {
        var scenario = new FaultScenario(source, destination);
        await scenario.RunAsync();
        return [.. scenario.World.Operations.Index()
            .Where(operation => operation.Item.StartsWith(name, StringComparison.Ordinal))
            .Select(operation => operation.Index)];
    }
}
