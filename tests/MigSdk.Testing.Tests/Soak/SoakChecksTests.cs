using System;
using System.Threading.Tasks;
using MigSdk.Host;
using Samples.Devices;
using Xunit;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>What a soak is there to notice it notices.</summary>
public sealed class SoakChecksTests : IAsyncLifetime
{
    private const long Mebibyte = 1024 * 1024;

    private static readonly Holdings Warm = new(8 * Mebibyte, 200 * Mebibyte, 180, 30, 2);

    private readonly LocalEnd _source = new(DriverKind.Minimal);
    private readonly LocalEnd _destination = new(DriverKind.Minimal);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _destination.DisposeAsync();
    }

    [Fact]
    public void That_both_devices_work()
    {
        _source.Device.Device.BeginJob(1);
        _destination.Device.Device.BeginJob(1);

        Assert.StartsWith("Both devices work.", NoticedBy(Fails(RunningSide.Unknown)), StringComparison.Ordinal);
    }

    [Fact]
    public void That_another_side_runs_than_is_said()
    {
        _source.Device.Device.BeginJob(1);

        Assert.StartsWith(
            "'Neither' is said to run; source: Running, with the job, working",
            NoticedBy(Fails(RunningSide.Neither)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void That_a_device_is_in_another_state_than_is_said()
    {

        Assert.StartsWith(
            "The source is said to be in Stop and is in Running.",
            NoticedBy(Fails(RunningSide.Unknown, MigrationState.Stop)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_the_job_is_lost_without_a_word()
    {
        var aftermath = new Aftermath(_source, _destination, new Guest(), Fails(RunningSide.Neither));

        SoakException noticed = await Assert.ThrowsAsync<SoakException>(aftermath.SettleAsync);
        Assert.StartsWith("The job is lost", noticed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_a_write_of_the_guest_is_lost()
    {
        _source.Device.Device.BeginJob(1);
        _source.Device.Device.Write(Register.Scratch0, 5);
        var aftermath = new Aftermath(_source, _destination, new Guest(), Fails(RunningSide.Neither));

        SoakException noticed = await Assert.ThrowsAsync<SoakException>(aftermath.SettleAsync);
        Assert.StartsWith(
            "The source goes on with a gap: The guest wrote 0 and found 5.", noticed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_a_write_is_lost_where_the_guest_goes_back_to_but_not_what_it_did_since()
    {
        _source.Device.Device.BeginJob(1);
        var guest = new Guest();
        guest.RunOn(_source);
        while (await _source.ReadAsync() == 0)
            await Task.Delay(1);
        await guest.PauseAsync();
        guest.RunOn(_destination);
        while (guest.Gap is null)
            await Task.Delay(1);
        await guest.PauseAsync();

        guest.GoBack();
        await guest.LookAsync(_source);
        Assert.Null(guest.Gap);
        await _source.WriteAsync(0);
        await guest.LookAsync(_source);
        Assert.NotNull(guest.Gap);
    }

    [Fact]
    public void What_grows()
    {
        Assert.Null(Warm.GrowthOver(Warm));
        Assert.Equal("descriptors", (Warm with { Descriptors = 185 }).GrowthOver(Warm));
        Assert.Equal("timers", (Warm with { Timers = 7 }).GrowthOver(Warm));
        Assert.Equal("threads", (Warm with { Threads = 37 }).GrowthOver(Warm));
        Assert.Equal("the managed heap", (Warm with { Heap = 25 * Mebibyte }).GrowthOver(Warm));
        Assert.Equal("the working set", (Warm with { WorkingSet = 500 * Mebibyte }).GrowthOver(Warm));
    }

    private static Outcome Fails(RunningSide side, MigrationState? source = null) => new(
        null,
        new LiveMigrationException(Errno.EIO, MigrationPhase.Setup, side, "made up") { SourceState = source },
        null,
        null);

    private string NoticedBy(Outcome outcome) =>
        Assert.Throws<SoakException>(() => Words.Check(outcome, _source.Device, _destination.Device, Fault.None)).Message;
}
