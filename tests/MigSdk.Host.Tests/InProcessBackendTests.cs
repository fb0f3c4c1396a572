using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Host.Tests;

/// <summary>Migrations of drivers over the SDK's own engine, by the system's clock.</summary>
public class InProcessBackendTests
{
    private readonly HandMadeDriver _source = new();
    private readonly HandMadeDriver _destination = new();

    public InProcessBackendTests() => new Random(7).NextBytes(_source.Memory);

    public static TheoryData<MigrationState, MigrationState, bool> Arcs => new()
    {
        { Running, PreCopy, true },
        { PreCopy, PreCopyP2P, true },
        { PreCopyP2P, StopCopy, true },
        { Running, RunningP2P, false },
        { RunningP2P, Stop, false },
        { Stop, Resuming, false },
        { Resuming, Stop, false },
        { Stop, RunningP2P, false },
    };

    [Fact]
    public async Task A_driver_is_migrated_with_all_that_it_holds()
    {
        LiveMigrationResult result = await MigrateAsync();
        Assert.Equal(_source.Memory, _destination.Memory);
        Assert.Equal((Stop, Running), (_source.State, _destination.State));
        Assert.Equal(2 * _source.Memory.Length, result.BytesTransferred);
        Assert.Equal(1, result.Rounds);
        Assert.Equal([RunningP2P, Stop, Resuming], result.Requests[0].Path);
    }

    [Fact]
    public void The_drivers_static_answers_are_the_back_ends()
    {
        IMigrationBackend backend = InProcessBackend.For(_source);
        Assert.Equal(HandMadeDriver.Features, backend.Features);
        Assert.Equal(HandMadeDriver.SupportedTransitions, backend.SupportedTransitions);
        Assert.Equal([RunningP2P, Running], backend.GetPath(Stop, Running));
        Assert.Empty(backend.GetPath(StopCopy, PreCopy));
        Assert.Throws<ArgumentNullException>(() => InProcessBackend.For<HandMadeDriver>(null!));
    }

    [Fact]
    public async Task Requests_give_the_stream_that_they_open()
    {
        IMigrationBackend backend = InProcessBackend.For(_source);
        Assert.Equal(_source.Memory.Length, await backend.GetStopCopyLengthAsync());
        ISavingStream saving = Assert.IsType<ISavingStream>(await backend.SetStateAsync(PreCopy), exactMatch: false);
        Assert.Equal(SessionKind.Saving, saving.Kind);
        Assert.Equal(new PreCopyInfo(_source.Memory.Length, 0), await saving.GetPreCopyInfoAsync());
        Assert.Null(await backend.SetStateAsync(StopCopy));
        Assert.Equal(Errno.EINVAL, (await Assert.ThrowsAsync<MigrationException>(
            async () => await saving.GetPreCopyInfoAsync())).Errno);
        IMigrationStream? resuming = await backend.SetStateAsync(Resuming);
        Assert.Equal(SessionKind.Resuming, Assert.IsType<IResumingStream>(resuming, exactMatch: false).Kind);
        await backend.ResetAsync();
        Assert.Equal(Running, await backend.GetStateAsync());
    }

    [Theory]
    [MemberData(nameof(Arcs))]
    public async Task An_arc_that_fails_before_the_destination_runs_gives_the_source_back_as_it_was(
        MigrationState from, MigrationState to, bool atSource)
    {
        byte[] memory = [.. _source.Memory];
        (atSource ? _source : _destination).FailsAt = (from, to);
        LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(() => MigrateAsync());
        Assert.Equal((RunningSide.Source, Errno.EIO, false), (failure.RunningSide, failure.Errno, failure.SourceWasReset));
        Assert.Equal((Running, Running), (_source.State, _destination.State));
        Assert.Equal(memory, _source.Memory);
    }

    [Theory]
    [MemberData(nameof(Arcs))]
    public async Task Cancelled_in_any_arc_before_the_destination_runs_the_source_is_back_as_it_was(
        MigrationState from, MigrationState to, bool atSource)
    {
        byte[] memory = [.. _source.Memory];
        using var cancel = new CancellationTokenSource();
        HandMadeDriver driver = atSource ? _source : _destination;
        driver.HangsAt = (from, to);
        driver.OnHang = () => _ = cancel.CancelAsync();
        LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(() => MigrateAsync(cancel.Token));
        Assert.Equal((RunningSide.Source, Errno.ECANCELED, false), (failure.RunningSide, failure.Errno, failure.SourceWasReset));
        Assert.Equal((Running, Running), (_source.State, _destination.State));
        Assert.Equal(memory, _source.Memory);
    }

    [Fact]
    public async Task A_destination_that_is_reset_while_it_takes_over_leaves_neither_running()
    {
        _destination.HangsAt = (Stop, RunningP2P);
        _destination.OnHang = _destination.Reset;
        LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(() => MigrateAsync());
        Assert.Equal(RunningSide.Neither, failure.RunningSide);
        Assert.Equal(StopCopy, _source.State);
        // What the message says the host may do.
        await _source.SetStateAsync(Running);
        Assert.Equal(Running, _source.State);
    }

    [Fact]
    public async Task Many_migrations_back_and_forth_keep_what_the_device_holds()
    {
        byte[] memory = [.. _source.Memory];
        (HandMadeDriver from, HandMadeDriver to) = (_source, _destination);
        for (int i = 0; i < 20; i++)
        {
            await LiveMigration.RunAsync(InProcessBackend.For(from), InProcessBackend.For(to));
            from.Reset();
            (from, to) = (to, from);
        }

        Assert.Equal(memory, from.Memory);
    }

    private Task<LiveMigrationResult> MigrateAsync(CancellationToken cancel = default) =>
        LiveMigration.RunAsync(
            InProcessBackend.For(_source), InProcessBackend.For(_destination), cancel: cancel)
            .WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
}
