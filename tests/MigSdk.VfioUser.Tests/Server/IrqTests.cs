using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using MigSdk.Uapi;
using Xunit;

namespace MigSdk.VfioUser.Tests;

public sealed class IrqTests : IAsyncLifetime
{
    private const IrqSetFlags TriggerBy = IrqSetFlags.DataEventDescriptor | IrqSetFlags.ActionTrigger;

    private readonly Board _board = new();
    private readonly SafeFileHandle _event = EventDescriptor.Create();
    private Served _served = null!;
    private RawClient _client = null!;

    public Task InitializeAsync()
    {
        _served = Served.Start(_board.Device);
        _client = _served.Connect();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        _event.Dispose();
        await _served.DisposeAsync();
    }

    [Fact]
    public void A_level_is_signalled_once_and_again_when_it_is_unmasked_and_still_there()
    {
        Set(TriggerBy, PciIrq.Intx, 0, 1, _event);
        Level(1);
        Level(1);
        Assert.Equal(1UL, EventDescriptor.Take(_event));
        Set(IrqSetFlags.DataNone | IrqSetFlags.ActionUnmask, PciIrq.Intx, 0, 1);
        Assert.Equal(1UL, EventDescriptor.Take(_event));
        Level(0);
        Set(IrqSetFlags.DataNone | IrqSetFlags.ActionUnmask, PciIrq.Intx, 0, 1);
        Assert.Equal(0UL, EventDescriptor.Take(_event));
        Level(1);
        Assert.Equal(1UL, EventDescriptor.Take(_event));
    }

    [Fact]
    public void A_level_that_was_there_before_reaches_the_eventfd_that_comes()
    {
        Level(1);
        Set(TriggerBy, PciIrq.Intx, 0, 1, _event);
        Assert.Equal(1UL, EventDescriptor.Take(_event));
    }

    [Fact]
    public void A_masked_pin_is_silent_until_it_is_unmasked()
    {
        Set(TriggerBy, PciIrq.Intx, 0, 1, _event);
        Set(IrqSetFlags.DataNone | IrqSetFlags.ActionMask, PciIrq.Intx, 0, 1);
        Level(1);
        Assert.Equal(0UL, EventDescriptor.Take(_event));
        Set(IrqSetFlags.DataBool | IrqSetFlags.ActionUnmask, PciIrq.Intx, 0, 1, data: [0]);
        Assert.Equal(0UL, EventDescriptor.Take(_event));
        Set(IrqSetFlags.DataBool | IrqSetFlags.ActionUnmask, PciIrq.Intx, 0, 1, data: [1]);
        Assert.Equal(1UL, EventDescriptor.Take(_event));
    }

    [Fact]
    public void An_eventfd_unmasks_the_pin_as_a_message_does()
    {
        using SafeFileHandle unmask = EventDescriptor.Create();
        int before = OpenDescriptors.Of(unmask);
        const IrqSetFlags UnmaskBy = IrqSetFlags.DataEventDescriptor | IrqSetFlags.ActionUnmask;
        Set(TriggerBy, PciIrq.Intx, 0, 1, _event);
        Set(UnmaskBy, PciIrq.Intx, 0, 1, unmask);
        Level(1);
        Assert.Equal(1UL, EventDescriptor.Take(_event));
        for (int i = 0; i < 3; i++)
        {
            EventDescriptor.Signal(unmask);
            Assert.True(EventDescriptor.Wait(_event, 20_000));
            Assert.Equal(1UL, EventDescriptor.Take(_event));
        }

        Set(UnmaskBy, PciIrq.Intx, 0, 1);
        Assert.True(SpinWait.SpinUntil(() => OpenDescriptors.Of(unmask) == before, 20_000));
        Set(UnmaskBy, PciIrq.Intx, 0, 1, unmask);
        Set(IrqSetFlags.DataNone | IrqSetFlags.ActionTrigger, PciIrq.Intx, 0, 0);
        Assert.True(SpinWait.SpinUntil(() => OpenDescriptors.Of(unmask) == before, 20_000));
        using SafeFileHandle file = SharedFile.Create("none", 4096);
        Assert.Equal(Errno.EINVAL, TrySet(UnmaskBy, PciIrq.Intx, 0, 1, [], [file]));
        Assert.Equal(Errno.ENOTTY, TrySet(IrqSetFlags.DataEventDescriptor | IrqSetFlags.ActionMask, PciIrq.Intx, 0, 1, [], [unmask]));
    }

    [Fact]
    public void The_guests_own_disable_bit_is_heeded_and_the_status_bit_shows_the_level()
    {
        Set(TriggerBy, PciIrq.Intx, 0, 1, _event);
        _client.WriteRegion(PciRegion.Config, 4, 0x00, 0x04);
        Level(1);
        Assert.Equal(0UL, EventDescriptor.Take(_event));
        Assert.Equal(8, _client.ReadRegion(PciRegion.Config, 6, 1)[0] & 8);
        _client.WriteRegion(PciRegion.Config, 4, 0x00, 0x00);
        Assert.Equal(1UL, EventDescriptor.Take(_event));
        Level(0);
        Assert.Equal(0, _client.ReadRegion(PciRegion.Config, 6, 1)[0] & 8);
    }

    [Fact]
    public void Vectors_are_set_up_in_ranges_triggered_by_the_client_and_taken_away()
    {
        using SafeFileHandle other = EventDescriptor.Create();
        Set(TriggerBy, PciIrq.Msi, 1, 2, _event, other);
        Set(IrqSetFlags.DataNone | IrqSetFlags.ActionTrigger, PciIrq.Msi, 1, 1);
        Set(IrqSetFlags.DataBool | IrqSetFlags.ActionTrigger, PciIrq.Msi, 0, 3, data: [1, 0, 1]);
        Assert.Equal((1UL, 1UL), (EventDescriptor.Take(_event), EventDescriptor.Take(other)));
        Assert.True(_board.Device.Msi.Trigger(2));
        Set(TriggerBy, PciIrq.Msi, 2, 1);
        Assert.False(_board.Device.Msi.Trigger(2));
        Set(IrqSetFlags.DataNone | IrqSetFlags.ActionTrigger, PciIrq.Msi, 0, 0);
        Assert.False(_board.Device.Msi.Trigger(1));
    }

    [Theory]
    [InlineData(TriggerBy, PciIrq.Msix, 8U, 1U, Errno.EINVAL)]
    [InlineData(TriggerBy, PciIrq.Msix, 0U, 9U, Errno.EINVAL)]
    [InlineData(TriggerBy, PciIrq.Msix, 1U, uint.MaxValue, Errno.EINVAL)]
    [InlineData(TriggerBy, PciIrq.Msix, 0U, 3U, Errno.EINVAL)]
    [InlineData(TriggerBy, PciIrq.Error, 0U, 1U, Errno.EINVAL)]
    [InlineData(TriggerBy, 5U, 0U, 1U, Errno.EINVAL)]
    [InlineData(IrqSetFlags.DataNone | IrqSetFlags.ActionMask, PciIrq.Msix, 0U, 1U, Errno.ENOTTY)]
    [InlineData(IrqSetFlags.DataBool | IrqSetFlags.ActionTrigger, PciIrq.Msix, 0U, 1U, Errno.EINVAL)]
    [InlineData(IrqSetFlags.ActionTrigger, PciIrq.Msix, 0U, 1U, Errno.EINVAL)]
    [InlineData(IrqSetFlags.DataNone, PciIrq.Msix, 0U, 1U, Errno.EINVAL)]
    [InlineData(IrqSetFlags.DataNone | IrqSetFlags.DataBool | IrqSetFlags.ActionTrigger, PciIrq.Msix, 0U, 1U, Errno.EINVAL)]
    [InlineData((IrqSetFlags)0x41, PciIrq.Msix, 0U, 1U, Errno.EINVAL)]
    public void Requests_that_make_no_sense_are_refused_and_close_what_came_with_them(
        IrqSetFlags flags, uint index, uint start, uint count, Errno errno)
    {
        SafeFileHandle[] events = flags.HasFlag(IrqSetFlags.DataEventDescriptor) ? [_event] : [];
        Assert.Equal(errno, TrySet(flags, index, start, count, [], events));
        Assert.False(_board.Device.Msix.Trigger(0));
    }

    private void Level(byte level) => Assert.Equal(Errno.None, _client.WriteRegion(0, 8, level));

    private void Set(IrqSetFlags flags, uint index, uint start, uint count, params SafeFileHandle[] events) =>
        Assert.Equal(Errno.None, TrySet(flags, index, start, count, [], events));

    private void Set(IrqSetFlags flags, uint index, uint start, uint count, byte[] data) =>
        Assert.Equal(Errno.None, TrySet(flags, index, start, count, data, []));

    private Errno TrySet(IrqSetFlags flags, uint index, uint start, uint count, byte[] data, SafeFileHandle[] events)
    {
        RawClient.Reply reply = _client.Ask(
            MessageCommand.DeviceSetIrqs, new IrqSet((uint)(20 + data.Length), flags, index, start, count), data, events);
        Assert.Empty(reply.Payload);
        return reply.Errno;
    }
}
