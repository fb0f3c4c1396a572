using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Uapi;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.VfioUser.Tests;

public sealed class ServedMigrationTests
{
    private const string Own = "{\"capabilities\":{\"migsdk\":{\"version\":1}}}";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_device_without_a_driver_has_no_migration_and_lives_on()
    {
        await using var served = Served.Start(new Board().Device);
        using RawClient client = served.Connect();
        Assert.Equal(Errno.ENOTTY, client.Feature(DeviceFeature.Migration, FeatureOperations.Get, argsz: 16).Errno);
        Assert.Equal(Errno.ENOTTY, client.SetState(Stop));
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.MigDataRead, new MigrationData(108, 100)).Errno);
        Assert.Equal(7, client.ReadRegion(2, 0, 1)[0]);
    }

    [Fact]
    public async Task To_the_protocols_clients_a_driver_shows_the_nine_arcs()
    {
        await using var served = Served.Start(new Board().WithDriver(board => new BoardDriver(board)).Device);
        using RawClient client = served.Connect();
        foreach (DeviceFeature own in new[] { DeviceFeature.MigDataSize, MigSdkFeature.Transitions, MigSdkFeature.PreCopyInfo, MigSdkFeature.WaitForData })
            Assert.Equal(Errno.ENOTTY, client.Feature(own, FeatureOperations.Get, argsz: 4096).Errno);
        MigrationState[] states = [Stop, Running, StopCopy, Resuming, PreCopy];
        foreach (MigrationState state in states)
            Assert.True(state is Resuming or PreCopy or StopCopy || client.SetState(state) == Errno.None);
        Assert.Equal(Errno.None, client.SetState(Running));
        Assert.Equal(Errno.EINVAL, client.SetState(PreCopyP2P));
        Assert.Equal(Errno.EINVAL, client.SetState(0));
        Assert.Equal(Errno.EINVAL, client.SetState((MigrationState)8));
        Assert.Equal(Errno.None, client.SetState(PreCopy));
        Assert.Equal(Errno.None, client.SetState(StopCopy));
        Assert.Equal(Errno.EINVAL, client.SetState(PreCopy));
        Assert.Equal(StopCopy, client.GetState());
        // A region answers in every state.
        Assert.Equal(7, client.ReadRegion(2, 0, 1)[0]);
    }

    [Fact]
    public async Task The_answer_to_a_SET_is_the_request_and_to_a_probe_too()
    {
        await using var served = Served.Start(new Board().WithDriver(board => new BoardDriver(board)).Device);
        using RawClient client = served.Connect();
        byte[] state = RawClient.Bytes(new DeviceState(Stop, 4711));
        RawClient.Reply reply = client.Feature(DeviceFeature.MigDeviceState, FeatureOperations.Set, state);
        Assert.Equal([16, 0, 0, 0, 2, 0, 2, 0, .. state], reply.Payload);
        RawClient.Reply get = client.Feature(DeviceFeature.MigDeviceState, FeatureOperations.Get, argsz: 16);
        Assert.Equal([16, 0, 0, 0, 2, 0, 1, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], get.Payload);
        RawClient.Reply probe = client.Feature(
            DeviceFeature.MigDeviceState, FeatureOperations.Get | FeatureOperations.Set | FeatureOperations.Probe);
        Assert.Equal([8, 0, 0, 0, 2, 0, 7, 0], probe.Payload);
        Assert.Equal(Errno.EINVAL, client.Feature(DeviceFeature.MigDeviceState, FeatureOperations.Set, argsz: 16).Errno);
        Assert.Equal(Errno.EINVAL, client.Feature(DeviceFeature.MigDeviceState, FeatureOperations.Get | FeatureOperations.Set, state).Errno);
        Assert.Equal(Errno.ENOTTY, client.Feature((DeviceFeature)3, FeatureOperations.Set).Errno);
    }

    [Fact]
    public async Task Data_are_read_and_written_only_in_the_states_that_have_them()
    {
        await using var served = Served.Start(new Board().WithDriver(board => new BoardDriver(board)).Device);
        using RawClient client = served.Connect();
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.MigDataRead, new MigrationData(108, 100)).Errno);
        client.SetState(PreCopy);
        // No data yet and the end look the same in the protocol.
        Assert.Equal(new MigrationData(108, 0), client.Ask(MessageCommand.MigDataRead, new MigrationData(108, 100)).Layout<MigrationData>());
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.MigDataWrite, new MigrationData(9, 1), [1]).Errno);
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.MigDataRead, new MigrationData(uint.MaxValue, uint.MaxValue)).Errno);
        client.SetState(Running);
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.MigDataRead, new MigrationData(108, 100)).Errno);
        Assert.Equal(Errno.None, client.SetState(Resuming));
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.MigDataWrite, new MigrationData(108, 100), [1]).Errno);
        RawClient.Reply written = client.Ask(MessageCommand.MigDataWrite, new MigrationData(9, 1), [1]);
        Assert.Equal((Errno.None, 0), (written.Errno, written.Payload.Length));
        // Too short a stream: the device stays where it is.
        Assert.Equal(Errno.EINVAL, client.SetState(Running));
        Assert.Equal(Resuming, client.GetState());
        Assert.Equal(Errno.None, client.Ask(MessageCommand.DeviceReset, []).Errno);
        Assert.Equal(Running, client.GetState());
    }

    [Fact]
    public async Task MigSdks_own_client_finds_everything_that_the_driver_has()
    {
        await using var served = Served.Start(new Board().WithDriver(board => new BoardDriver(board)).Device);
        using RawClient client = served.Connect(Own);
        Assert.Equal(
            BoardDriver.Features,
            Wire.Read<MigrationFlags>(client.Feature(DeviceFeature.Migration, FeatureOperations.Get, argsz: 16).Payload.AsSpan(8)).Flags);
        Assert.Equal(
            BoardDriver.SupportedTransitions,
            TransitionMatrix.Parse(client.Feature(MigSdkFeature.Transitions, FeatureOperations.Get, argsz: 4096).Payload.AsSpan(8)));
        Assert.Equal(8UL, Wire.Read<ulong>(client.Feature(DeviceFeature.MigDataSize, FeatureOperations.Get, argsz: 16).Payload.AsSpan(8)));
        Assert.Equal(Errno.None, client.SetState(RunningP2P));
        Assert.Equal(RunningP2P, client.GetState());
        Assert.Equal(Errno.ENODEV, client.Feature(MigSdkFeature.PreCopyInfo, FeatureOperations.Get, argsz: 32).Errno);
        Assert.Equal(Errno.None, client.SetState(PreCopyP2P));
        Assert.Equal(
            new PreCopyInfoLayout(24, 0, 0, 0),
            Wire.Read<PreCopyInfoLayout>(client.Feature(MigSdkFeature.PreCopyInfo, FeatureOperations.Get, argsz: 32).Payload.AsSpan(8)));
        Assert.Equal(Errno.ENOMSG, client.Ask(MessageCommand.MigDataRead, new MigrationData(108, 100)).Errno);
        Assert.Equal(Errno.None, client.SetState(StopCopy));
        Assert.Equal(Errno.EINVAL, client.Feature(MigSdkFeature.PreCopyInfo, FeatureOperations.Get, argsz: 32).Errno);
        RawClient.Reply data = client.Ask(MessageCommand.MigDataRead, new MigrationData(108, 100));
        Assert.Equal((new MigrationData(16, 8), 16), (data.Layout<MigrationData>(), data.Payload.Length));
        RawClient.Reply end = client.Ask(MessageCommand.MigDataRead, new MigrationData(108, 100));
        Assert.Equal((new MigrationData(8, 0), 8), (end.Layout<MigrationData>(), end.Payload.Length));
    }

    [Fact]
    public async Task While_a_transition_waits_regions_answer_and_commands_of_the_migration_queue_behind_it()
    {
        SlowDriver? driver = null;
        await using var served = Served.Start(new Board().WithDriver(board => driver = new SlowDriver(board)).Device);
        using RawClient client = served.Connect(Own);
        PendingRequest stop = Begin(client, Stop);
        await driver!.Stopping.WaitAsync(Patience);
        PendingRequest copy = Begin(client, StopCopy);
        PendingRequest read = client.Connection.Request(MessageCommand.MigDataRead, RawClient.Bytes(new MigrationData(108, 100)));
        Assert.Equal(7, client.ReadRegion(2, 0, 1)[0]);
        Assert.Equal(Running, client.GetState());
        Assert.False(read.IsAnswered);
        driver.MayStop.SetResult();
        Assert.Equal(Errno.None, End(client, stop));
        Assert.Equal(Errno.None, End(client, copy));
        Assert.Equal(Errno.None, End(client, read));
    }

    [Fact]
    public async Task A_reset_reaches_a_transition_that_waits()
    {
        SlowDriver? driver = null;
        var board = new Board { Value = 5 }.WithDriver(b => driver = new SlowDriver(b));
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect();
        PendingRequest stop = Begin(client, Stop);
        await driver!.Stopping.WaitAsync(Patience);
        Assert.Equal(Errno.None, client.Ask(MessageCommand.DeviceReset, []).Errno);
        Assert.Equal(Errno.ECANCELED, End(client, stop));
        Assert.Equal((Running, 0UL, 1), (client.GetState(), board.Value, board.Resets));
    }

    [Fact]
    public async Task A_reset_that_waited_for_a_transition_waits_for_a_registers_handler_too()
    {
        SlowDriver? driver = null;
        var board = new Board().WithDriver(b => driver = new SlowDriver(b) { IsDeaf = true });
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect();
        PendingRequest stop = Begin(client, Stop);
        await driver!.Stopping.WaitAsync(Patience);
        PendingRequest reset = client.Connection.Request(MessageCommand.DeviceReset, []);

        using var hasReset = new ManualResetEventSlim();
        bool wasResetMeanwhile = false;
        board.Resetting = hasReset.Set;
        board.Reading = () =>
        {
            driver.MayStop.SetResult();
            // Long enough for a reset that does not wait.
            wasResetMeanwhile = hasReset.Wait(TimeSpan.FromMilliseconds(200));
        };
        client.ReadRegion(0, Board.Scratch, 8);

        Assert.False(wasResetMeanwhile);
        Assert.Equal(Errno.None, End(client, reset));
        Assert.Equal(Errno.ECANCELED, End(client, stop));
        Assert.Equal(1, board.Resets);
    }

    [Fact]
    public async Task A_command_is_cancelled_by_its_id()
    {
        SlowDriver? driver = null;
        await using var served = Served.Start(new Board().WithDriver(b => driver = new SlowDriver(b)).Device);
        using RawClient client = served.Connect(Own);
        PendingRequest stop = Begin(client, Stop);
        await driver!.Stopping.WaitAsync(Patience);
        Assert.Equal(Errno.None, Cancel(client, (uint)(stop.Id + 1)));
        Assert.False(stop.IsAnswered);
        Assert.Equal(Errno.None, Cancel(client, stop.Id));
        Assert.Equal(Errno.ECANCELED, End(client, stop));
        Assert.Equal(Running, client.GetState());
    }

    [Fact]
    public async Task Waiting_for_data_ends_with_data_with_the_stop_and_with_the_session()
    {
        SlowDriver? driver = null;
        await using var served = Served.Start(new Board().WithDriver(b => driver = new SlowDriver(b)).Device);
        using RawClient client = served.Connect(Own);
        Assert.Equal(Errno.ENODEV, End(client, Wait(client)));
        client.SetState(PreCopy);
        Assert.Equal(Errno.ENOMSG, Read(client).Errno);
        PendingRequest wait = Wait(client);
        Assert.Equal(7, client.ReadRegion(2, 0, 1)[0]);
        Assert.False(wait.IsAnswered);
        driver!.Session!.Give(3);
        Assert.Equal(Errno.None, End(client, wait));
        Assert.Equal([1, 1, 1], Read(client).Payload[8..]);
        Assert.Equal(Errno.ENOMSG, Read(client).Errno);

        wait = Wait(client);
        Assert.Equal(Errno.None, Cancel(client, wait.Id));
        Assert.Equal(Errno.ECANCELED, End(client, wait));

        wait = Wait(client);
        client.SetState(StopCopy);
        Assert.Equal(Errno.None, End(client, wait));
        Assert.Equal((Errno.None, 8), (Read(client).Errno, Read(client).Payload.Length));

        client.SetState(Running);
        client.SetState(PreCopy);
        Read(client);
        wait = Wait(client);
        client.SetState(Running);
        Assert.Equal(Errno.ENODEV, End(client, wait));
    }

    [Theory]
    [InlineData(ClientGone.Keep, Running, Running, 77UL)]
    [InlineData(ClientGone.Keep, Stop, Stop, 77UL)]
    [InlineData(ClientGone.Keep, RunningP2P, RunningP2P, 77UL)]
    [InlineData(ClientGone.Keep, PreCopy, Running, 77UL)]
    [InlineData(ClientGone.Keep, PreCopyP2P, RunningP2P, 77UL)]
    [InlineData(ClientGone.Keep, StopCopy, Stop, 77UL)]
    [InlineData(ClientGone.Keep, Resuming, Running, 0UL)]
    [InlineData(ClientGone.Reset, Running, Running, 0UL)]
    [InlineData(ClientGone.Reset, StopCopy, Running, 0UL)]
    [InlineData(ClientGone.Reset, Resuming, Running, 0UL)]
    public async Task When_the_client_goes_the_device_is_left_as_the_policy_says(
        ClientGone policy, MigrationState left, MigrationState found, ulong value)
    {
        var board = new Board { Value = 77 }.WithDriver(b => new BoardDriver(b));
        await using var served = Served.Start(board.Device, options => options.ClientGone = policy);
        using (RawClient client = served.Connect(Own))
            Assert.Equal(Errno.None, client.SetState(left));
        using RawClient next = served.Connect(Own);
        Assert.Equal((found, value), (next.GetState(), board.Value));
        // No session of the last client's is left.
        Assert.Equal(Errno.ENODEV, Read(next).Errno);
    }

    [Fact]
    public async Task When_the_client_goes_in_the_middle_of_a_transition_it_is_stopped()
    {
        SlowDriver? driver = null;
        await using var served = Served.Start(new Board().WithDriver(b => driver = new SlowDriver(b)).Device);
        using (RawClient client = served.Connect())
        {
            _ = Begin(client, Stop);
            await driver!.Stopping.WaitAsync(Patience);
        }

        using RawClient next = served.Connect();
        Assert.Equal(Running, next.GetState());
    }

    [Fact]
    public async Task What_the_device_writes_is_in_the_dirty_bitmap_once()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        byte[] memory = new byte[0x8000];
        using RawClient client = served.Connect(answer: command =>
            RawClient.Bytes(Wire.Read<DmaAccess>(command.Payload)));
        client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read | DmaMapFlags.Write, 0, 0x10000, 0x8000));
        Assert.Equal(Errno.EINVAL, Report(client, 0x10000, 0x8000).Errno);
        byte[] start = [.. RawClient.Bytes(8192UL), .. new byte[8]];
        RawClient.Reply started = client.Feature(DeviceFeature.DmaLoggingStart, FeatureOperations.Set, start);
        // The log has the page size that it has.
        Assert.Equal([.. RawClient.Bytes(4096UL), .. new byte[8]], started.Payload[8..]);
        board.Device.Memory.Write(0x11FFF, [1, 2]);
        board.Device.Memory.Write(0x17000, [1]);
        RawClient.Reply report = Report(client, 0x10000, 0x8000);
        Assert.Equal(8 + 24 + 8, report.Payload.Length);
        Assert.Equal(40U, Wire.Read<uint>(report.Payload));
        Assert.Equal(0b1000_0110UL, Wire.Read<ulong>(report.Payload.AsSpan(32)));
        Assert.Equal(0UL, Wire.Read<ulong>(Report(client, 0x10000, 0x8000).Payload.AsSpan(32)));
        Assert.Equal(Errno.EINVAL, client.Feature(
            DeviceFeature.DmaLoggingReport, FeatureOperations.Get, ReportData(0x10000, 0x8000, 4096), argsz: 32).Errno);
        Assert.Equal(Errno.EINVAL, client.Feature(
            DeviceFeature.DmaLoggingReport, FeatureOperations.Get, ReportData(0x10000, 0x8000, 4095), argsz: 4096).Errno);
        Assert.Equal(Errno.E2BIG, client.Feature(
            DeviceFeature.DmaLoggingReport, FeatureOperations.Get, ReportData(0, ulong.MaxValue, 4096), argsz: int.MaxValue).Errno);
        Assert.Equal(Errno.None, client.Feature(DeviceFeature.DmaLoggingStop, FeatureOperations.Set).Errno);
        Assert.Equal(Errno.EINVAL, Report(client, 0x10000, 0x8000).Errno);
    }

    [Fact]
    public async Task Only_the_ranges_that_were_asked_for_are_logged()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect(answer: command => RawClient.Bytes(Wire.Read<DmaAccess>(command.Payload)));
        client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Write, 0, 0, 0x10000));
        byte[] ranges = [.. RawClient.Bytes(4096UL), .. RawClient.Bytes(1UL), .. RawClient.Bytes(new DmaRange(0x2000, 0x2000))];
        Assert.Equal(Errno.None, client.Feature(DeviceFeature.DmaLoggingStart, FeatureOperations.Set, ranges).Errno);
        board.Device.Memory.Write(0, new byte[0x8000]);
        Assert.Equal(0b1100UL, Wire.Read<ulong>(Report(client, 0, 0x10000).Payload.AsSpan(32)));
        Assert.Equal(Errno.EINVAL, client.Feature(DeviceFeature.DmaLoggingStart, FeatureOperations.Set, ranges).Errno);
        byte[] short1 = [.. RawClient.Bytes(4096UL), .. RawClient.Bytes(9UL)];
        Assert.Equal(Errno.EINVAL, client.Feature(DeviceFeature.DmaLoggingStart, FeatureOperations.Set, short1).Errno);
    }

    private static byte[] ReportData(ulong iova, ulong length, ulong pageSize) =>
        [.. RawClient.Bytes(iova), .. RawClient.Bytes(length), .. RawClient.Bytes(pageSize)];

    private static RawClient.Reply Report(RawClient client, ulong iova, ulong length) => client.Feature(
        DeviceFeature.DmaLoggingReport, FeatureOperations.Get, ReportData(iova, length, 4096), argsz: 4096);

    private static PendingRequest Begin(RawClient client, MigrationState state) => client.Connection.Request(
        MessageCommand.DeviceFeature,
        RawClient.Bytes(new DeviceFeatureHeader(DeviceFeature.MigDeviceState, FeatureOperations.Set, 8)),
        RawClient.Bytes(new DeviceState(state, 0)));

    private static PendingRequest Wait(RawClient client) => client.Connection.Request(
        MessageCommand.DeviceFeature, RawClient.Bytes(new DeviceFeatureHeader(MigSdkFeature.WaitForData, FeatureOperations.Get, 0)));

    private static Errno Cancel(RawClient client, uint id) =>
        client.Feature(MigSdkFeature.Cancel, FeatureOperations.Set, RawClient.Bytes(new CancelRequest(id, 0))).Errno;

    private static RawClient.Reply Read(RawClient client) => client.Ask(MessageCommand.MigDataRead, new MigrationData(108, 100));

    private static Errno End(RawClient client, PendingRequest request)
    {
        using IncomingMessage reply = client.Connection.WaitForReply(request);
        return reply.Header.Error;
    }
}
