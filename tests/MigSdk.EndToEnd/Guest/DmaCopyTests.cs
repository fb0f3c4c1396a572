using System;
using System.Globalization;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.EndToEnd.Guest;

/// <summary>The sample DmaCopy in the hands of a guest that pokes its registers: no driver is needed for so little.</summary>
public sealed class DmaCopyTests
{
    // Memory that the guest's kernel leaves alone, so that a program may have it by its bus address.
    private const ulong Reserved = 0x800_0000;
    private const ulong Source = Reserved;
    private const ulong Destination = Reserved + 0xA0_0000;
    private const ulong Mailbox = Reserved + 0x1F0_0000;
    private const int Megabytes = 8;

    // The sample's registers, and where its MSI-X table is.
    private const ulong Control = 0x04;
    private const ulong Status = 0x08;
    private const ulong SourceRegister = 0x10;
    private const ulong DestinationRegister = 0x18;
    private const ulong Length = 0x20;
    private const ulong Copied = 0x28;
    private const int StartWithInterrupt = 5;
    private const int Done = 2;
    private const int Failed = 4;
    private const uint Vectors = 2;

    [GuestFact]
    public async Task The_engine_copies_a_guests_memory_and_its_MSI_X_messages_arrive_there_also_after_a_crash_in_a_copy()
    {
        using var work = new Workspace();
        await using SampleServer engine = await SampleServer.StartAsync("DmaCopy", work);
        await using (GuestMachine guest = await BootAsync(engine, work))
        {
            Assert.True(engine.Process.HasMapped(GuestMachine.MemoryName));
            ulong registers = await EnableAsync(guest);
            await CopyAndVerifyAsync(guest, registers);

            // From memory into nothing: the other vector, and the registers say how far it came.
            await StartAsync(guest, registers, Source, 0xF000_0000_0000, 4096);
            Assert.Equal(0x600D_0001u, await MessageAsync(guest, 1));
            Assert.Equal((ulong)Failed, await PeekAsync(guest, registers + Status));
            Assert.Equal(0u, await PeekAsync(guest, registers + Copied, bits: 64));

            // Nearly all of the memory onto itself, which takes a while.
            await StartAsync(guest, registers, 1 << 20, 1 << 20, 200 << 20);
            await guest.KillAsync();
        }

        int descriptors = await CountDescriptorsWithoutGuestAsync(engine);
        await using (GuestMachine next = await BootAsync(engine, work))
        {
            Assert.True(engine.Process.DescriptorCount > descriptors);
            await CopyAndVerifyAsync(next, await EnableAsync(next));
        }

        Assert.Equal(descriptors, await CountDescriptorsWithoutGuestAsync(engine));
    }

    // The server takes its time to end the copy that is under way, and to let the memory and the connection go.
    private static async Task<int> CountDescriptorsWithoutGuestAsync(SampleServer engine)
    {
        const int TimesTheSame = 5;
        int count = 0;
        for (int same = 0, i = 0; same < TimesTheSame && i < 200; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            int now = engine.Process.DescriptorCount;
            same = now == count && !engine.Process.HasMapped(GuestMachine.MemoryName) ? same + 1 : 0;
            count = now;
        }

        Assert.False(engine.Process.HasMapped(GuestMachine.MemoryName));
        return count;
    }

    private static Task<GuestMachine> BootAsync(SampleServer engine, Workspace work) =>
        GuestMachine.BootAsync(engine.Socket, work, "memmap=32M$0x8000000");

    private static async Task CopyAndVerifyAsync(GuestMachine guest, ulong registers)
    {
        await guest.RunAsync($"dd if=/dev/urandom of=/dev/mem bs=1M seek={Source >> 20} count={Megabytes} 2>&1");
        string expected = await DigestAsync(guest, Source);
        Assert.NotEqual(expected, await DigestAsync(guest, Destination));

        await StartAsync(guest, registers, Source, Destination, Megabytes << 20);
        Assert.Equal(0x600D_0000u, await MessageAsync(guest, 0));
        Assert.Equal((ulong)Done, await PeekAsync(guest, registers + Status));
        Assert.Equal(expected, await DigestAsync(guest, Destination));
    }

    /// <summary>What a driver does at the beginning, MSI-X included.</summary>
    /// <returns>The bus address of the registers.</returns>
    private static async Task<ulong> EnableAsync(GuestMachine guest)
    {
        await guest.RunAsync("""
            cd "$(dirname "$(grep -l 0x0dc0 /sys/bus/pci/devices/*/device)")" && echo 1 > enable
            """.TrimEnd());
        byte[] config = Convert.FromHexString(await guest.RunAsync("hexdump -v -e '1/1 \"%02x\"' config; echo"));
        const int Command = 0x04;
        const int MemoryAndBusMaster = 6;
        await PokeConfigAsync(guest, Command, (byte)(config[Command] | MemoryAndBusMaster));

        // A message is a write of a word to an address. Here the address is memory, where the guest can see it arrive.
        const int FirstCapability = 0x34;
        const byte MsixCapability = 0x11;
        const byte EnableMsix = 0x80;
        int capability = config[FirstCapability];
        while (config[capability] != MsixCapability)
            capability = config[capability + 1];
        await PokeConfigAsync(guest, capability + 3, (byte)(config[capability + 3] | EnableMsix));
        uint table = BitConverter.ToUInt32(config, capability + 4);
        ulong entries = await BarAsync(guest, (int)(table & 7)) + (table & ~7u);
        for (uint vector = 0; vector < Vectors; vector++)
        {
            ulong entry = entries + (16 * vector);
            await PokeAsync(guest, Mailbox + (4 * vector), 0);
            await PokeAsync(guest, entry, Mailbox + (4 * vector));
            await PokeAsync(guest, entry + 4, 0);
            await PokeAsync(guest, entry + 8, 0x600D_0000 | vector);
            await PokeAsync(guest, entry + 12, 0);
        }

        return await BarAsync(guest, 0);
    }

    private static async Task StartAsync(GuestMachine guest, ulong registers, ulong source, ulong destination, ulong length)
    {
        await PokeAsync(guest, registers + SourceRegister, source, bits: 64);
        await PokeAsync(guest, registers + DestinationRegister, destination, bits: 64);
        await PokeAsync(guest, registers + Length, length, bits: 64);
        await PokeAsync(guest, registers + Control, StartWithInterrupt);
    }

    private static async Task<ulong> MessageAsync(GuestMachine guest, int vector)
    {
        ulong message = 0;
        for (int i = 0; i < 100 && message == 0; i++)
            message = await PeekAsync(guest, Mailbox + (4 * (ulong)vector));
        return message;
    }

    private static Task<string> DigestAsync(GuestMachine guest, ulong address) =>
        guest.RunAsync($"dd if=/dev/mem bs=1M skip={address >> 20} count={Megabytes} 2> /dev/null | sha256sum");

    private static async Task<ulong> BarAsync(GuestMachine guest, int bar) =>
        Parse(await guest.RunAsync($"awk 'NR == {bar + 1} {{ print $1 }}' resource"));

    private static Task PokeConfigAsync(GuestMachine guest, int offset, byte value) =>
        guest.RunAsync($"printf '\\x{value:x2}' | dd of=config bs=1 seek={offset} conv=notrunc 2> /dev/null");

    private static Task PokeAsync(GuestMachine guest, ulong address, ulong value, int bits = 32) =>
        guest.RunAsync($"devmem 0x{address:x} {bits} 0x{value:x}");

    private static async Task<ulong> PeekAsync(GuestMachine guest, ulong address, int bits = 32) =>
        Parse(await guest.RunAsync($"devmem 0x{address:x} {bits}"));

    private static ulong Parse(string hexadecimal) =>
        ulong.Parse(hexadecimal.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
