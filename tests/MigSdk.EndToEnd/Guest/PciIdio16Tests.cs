using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.EndToEnd.Guest;

/// <summary>The sample PciIdio16 under the driver for the real card, in Debian's own kernel.</summary>
public sealed class PciIdio16Tests
{
    [GuestFact]
    public async Task A_Linux_guest_drives_the_card_with_its_own_driver_and_the_next_one_does_after_a_crash()
    {
        using var work = new Workspace();
        await using SampleServer card = await SampleServer.StartAsync("PciIdio16", work);
        await using (GuestMachine guest = await GuestMachine.BootAsync(card.Socket, work))
        {
            await BindAsync(guest, card);
            await SetLinesAsync(guest, card);
            await SeeLinesAsync(guest, card);
            await SeeInterruptsAsync(guest, card);
            await guest.KillAsync();
        }

        await using GuestMachine next = await GuestMachine.BootAsync(card.Socket, work);
        await BindAsync(next, card);
        await SetLinesAsync(next, card);
        Assert.Equal(0, await card.Process.TerminateAsync());
        Assert.False(File.Exists(card.Socket));
    }

    private static async Task BindAsync(GuestMachine guest, SampleServer card)
    {
        await guest.RunAsync("modprobe gpio-pci-idio-16");
        Assert.Equal("pci-idio-16", await guest.RunAsync("basename $(readlink /sys/bus/pci/devices/*/gpiochip*/../driver)"));
        await card.Process.HearAsync("filters off");
        Assert.Matches(@"^gpiochip0 \[.*\] \(32 lines\)$", await guest.RunAsync("gpiodetect"));
    }

    private static async Task SetLinesAsync(GuestMachine guest, SampleServer card)
    {
        await guest.RunAsync("gpioset --toggle 0 OUT0=1 OUT9=1");
        await card.Process.HearAsync("outputs 0x0201");
        await guest.RunAsync("gpioset --toggle 0 OUT0=0");
        await card.Process.HearAsync("outputs 0x0200");
    }

    private static async Task SeeLinesAsync(GuestMachine guest, SampleServer card)
    {
        const string Get = "gpioget --numeric IIN0 IIN1 IIN7 IIN8 IIN15";
        await card.Process.SayAsync("inputs 0x8081");
        Assert.Equal("1 0 1 0 1", await UntilAsync(guest, Get, "1 0 1 0 1"));
        await card.Process.SayAsync("inputs 0x0102");
        Assert.Equal("0 1 0 1 0", await UntilAsync(guest, Get, "0 1 0 1 0"));
    }

    private static async Task SeeInterruptsAsync(GuestMachine guest, SampleServer card)
    {
        // Linux 6.12 dies of an interrupt of this card while one of its inputs has never been watched, for its driver hands
        // the interrupt to all of them. So all are watched, once.
        string inputs = string.Join(' ', Enumerable.Range(0, 16).Select(input => $"IIN{input}"));
        await guest.RunAsync($"gpiomon --idle-timeout 100ms {inputs}");
        await card.Process.HearAsync("interrupt disabled");

        await guest.RunAsync("gpiomon --num-events 2 --format '%l %E' IIN3 > /tmp/events & echo $! > /tmp/monitor");
        await card.Process.HearAsync("interrupt enabled");
        int before = await InterruptsAsync(guest);

        // The driver clears the interrupt first and looks at the line then: a line that changes again before that is lost.
        await card.Process.SayAsync("inputs 0x0008");
        await card.Process.HearAsync("interrupt cleared");
        Assert.Equal("IIN3 rising", await UntilAsync(guest, "cat /tmp/events", "IIN3 rising"));
        await card.Process.SayAsync("inputs 0x0000");
        await card.Process.HearAsync("interrupt cleared");
        await guest.RunAsync("wait $(cat /tmp/monitor)");
        Assert.Equal("IIN3 rising\nIIN3 falling", await guest.RunAsync("cat /tmp/events"));

        // QEMU takes every access to the device for the end of an interrupt, so there may be one more that finds nothing.
        Assert.True(await InterruptsAsync(guest) >= before + 2);
    }

    private static async Task<int> InterruptsAsync(GuestMachine guest) =>
        int.Parse(await guest.RunAsync("awk '/IO-APIC.* 0000:/ { print $2 }' /proc/interrupts"), CultureInfo.InvariantCulture);

    // What comes sooner or later, without a word from the sample.
    private static async Task<string> UntilAsync(GuestMachine guest, string command, string expected)
    {
        string output = "";
        for (int i = 0; i < 50 && output != expected; i++)
            output = await guest.RunAsync(command);
        return output;
    }
}
