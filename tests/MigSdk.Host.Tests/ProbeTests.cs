using System;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Host.Tests;

public class ProbeTests
{
    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public void A_device_with_the_features_has_every_transition_of_the_plan(
        MigrationFeatures source, MigrationFeatures destination)
    {
        var world = new World(source, destination);
        var plan = MigrationPlan.For(source, destination);
        ProbeResult ofSource = Probe.Run(world.Source, plan.SourceTransitions);
        Assert.Equal((source, true), (ofSource.Features, ofSource.IsComplete));
        ofSource.EnsureComplete();
        Assert.Equal(TransitionSet<MigrationState>.Empty, Probe.Run(world.Destination, plan.DestinationTransitions).Missing);
    }

    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public async Task Nothing_is_asked_that_is_not_in_the_plan_whatever_fails(
        MigrationFeatures source, MigrationFeatures destination)
    {
        var plan = MigrationPlan.For(source, destination);
        int count = await FaultTests.CountOperationsAsync(source, destination);
        for (int operation = 0; operation < count; operation++)
        {
            foreach (FaultKind kind in (FaultKind[])[FaultKind.FailsBefore, FaultKind.HostCancels])
            {
                var scenario = new FaultScenario(source, destination, (operation, kind));
                LiveMigrationException? failure = await scenario.RunAsync();
                foreach (MigrationRequest request in failure?.Requests ?? scenario.Result!.Requests)
                {
                    TransitionSet<MigrationState> planned =
                        request.End == MigrationEnd.Source ? plan.SourceTransitions : plan.DestinationTransitions;
                    Assert.True(request.IsReset || planned.Contains(request.From, request.Target), $"{request}");
                }
            }
        }
    }

    [Fact]
    public void A_probe_lists_every_transition_that_is_missing()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        TransitionSet<MigrationState> intended = new([(Running, MigrationState.PreCopy), (RunningP2P, Stop), (Running, Stop)]);
        ProbeResult probe = Probe.Run(world.Source, intended);
        Assert.False(probe.IsComplete);
        Assert.Equal(intended, probe.Intended);
        Assert.Equal(new TransitionSet<MigrationState>([(Running, MigrationState.PreCopy), (RunningP2P, Stop)]), probe.Missing);
        MigrationException failure = Assert.Throws<MigrationException>(probe.EnsureComplete);
        Assert.Equal(Errno.EOPNOTSUPP, failure.Errno);
        Assert.Contains("Running>PreCopy, RunningP2P>Stop", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_transition_of_the_plan_is_needed_and_its_lack_is_found_before_anything_changes()
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
        {
            var plan = MigrationPlan.For(source, destination);
            foreach ((MigrationState From, MigrationState To) lacking in plan.SourceTransitions)
            {
                var world = new World(source, destination);
                world.Source.SupportedTransitions = world.Source.SupportedTransitions.Except(new([lacking]));
                await AssertRefusedAsync(world, Errno.EOPNOTSUPP, $"{lacking.From}>{lacking.To}");
            }

            foreach ((MigrationState From, MigrationState To) lacking in plan.DestinationTransitions)
            {
                var world = new World(source, destination);
                world.Destination.SupportedTransitions = world.Destination.SupportedTransitions.Except(new([lacking]));
                await AssertRefusedAsync(world, Errno.EOPNOTSUPP, $"{lacking.From}>{lacking.To}");
            }
        }
    }

    [Fact]
    public async Task Both_ends_are_probed_before_either_is_refused()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        world.Source.SupportedTransitions = TransitionSet<MigrationState>.Empty;
        world.Destination.SupportedTransitions = TransitionSet<MigrationState>.Empty;
        LiveMigrationException failure = await AssertRefusedAsync(world, Errno.EOPNOTSUPP, "The source");
        Assert.Contains("The destination", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MigrationFeatures.None)]
    [InlineData(MigrationFeatures.P2P)]
    [InlineData(MigrationFeatures.PreCopy)]
    public async Task Features_without_STOP_COPY_are_refused(MigrationFeatures features)
    {
        await AssertRefusedAsync(new World(features, MigrationFeatures.StopCopy), Errno.EOPNOTSUPP, "source cannot migrate");
        await AssertRefusedAsync(new World(MigrationFeatures.StopCopy, features), Errno.EOPNOTSUPP, "destination cannot migrate");
    }

    [Fact]
    public void Features_of_a_newer_spec_do_not_change_the_order() =>
        Assert.Equal(
            MigrationPlan.For(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy | MigrationFeatures.P2P).Requests,
            MigrationPlan.For(
                MigrationFeatures.StopCopy | (MigrationFeatures)8,
                MigrationFeatures.StopCopy | MigrationFeatures.P2P | (MigrationFeatures)0x100).Requests);

    [Theory]
    [InlineData(Stop, RunningSide.Neither)]
    [InlineData(MigrationState.StopCopy, RunningSide.Neither)]
    [InlineData(Error, RunningSide.Neither)]
    [InlineData(RunningP2P, RunningSide.Source)]
    public async Task A_source_that_is_not_in_RUNNING_is_refused(MigrationState state, RunningSide side)
    {
        var world = new World(MigrationFeatures.StopCopy | MigrationFeatures.P2P, MigrationFeatures.StopCopy);
        world.Source.State = state;
        LiveMigrationException failure = await AssertRefusedAsync(world, Errno.EBUSY, $"The source is in {state}");
        Assert.Equal(side, failure.RunningSide);
        Assert.Equal(state, world.Source.State);
    }

    [Theory]
    [InlineData(Stop)]
    [InlineData(Resuming)]
    [InlineData(Error)]
    public async Task A_destination_that_is_not_in_its_initial_state_is_refused_with_a_remedy(MigrationState state)
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        world.Destination.State = state;
        LiveMigrationException failure = await AssertRefusedAsync(world, Errno.EBUSY, "reset it first");
        Assert.Equal(RunningSide.Source, failure.RunningSide);
        Assert.Equal(state, world.Destination.State);
    }

    private static async Task<LiveMigrationException> AssertRefusedAsync(World world, Errno errno, string message)
    {
        LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(() => world.MigrateAsync());
        Assert.Equal((errno, MigrationPhase.Setup), (failure.Errno, failure.Phase));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Operations, name => !name.EndsWith("GetState", StringComparison.Ordinal));
        Assert.Empty(failure.Requests);
        Assert.Equal((0, 0), (world.Source.Resets, world.Destination.Resets));
        return failure;
    }
}
