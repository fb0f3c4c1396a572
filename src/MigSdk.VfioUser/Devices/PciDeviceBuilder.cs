using System;
using System.Collections.Generic;
using System.Numerics;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>Puts a PCI device together.</summary>
/// <example>
/// <code>
/// var builder = new PciDeviceBuilder(new PciIdentity { VendorId = 0x1234, DeviceId = 0x5678 });
/// builder.AddMemoryBar(0, 0x1000).Registers
///     .Register&lt;uint&gt;(0x00, "ID", read: () => 0xCAFE)
///     .Register&lt;uint&gt;(0x04, "DOORBELL", write: value => Ring(value));
/// builder.AddMsix(4);
/// builder.OnReset(PowerOn);
/// PciDevice device = builder.Build();
/// </code>
/// </example>
public sealed class PciDeviceBuilder
{
    private const int BarCount = 6;
    private const ulong MinMemoryBar = 16;
    private const ulong MinIoBar = 4;
    private const ulong MaxIoBar = 256;
    private const int MsixEntrySize = 16;
    private const uint MaxClassCode = 0xFFFFFF;

    private readonly PciIdentity _identity;
    private readonly BarBuilder?[] _bars = new BarBuilder?[BarCount];
    private readonly List<(byte Id, byte[] Body, byte[] Writable)> _capabilities = [];
    private bool _hasInterruptPin;
    private int _msiCount;
    private int _msixCount;
    private (int Bar, uint Table, uint Pending) _msix;
    private Action? _reset;

    /// <summary>Begins a device.</summary>
    /// <param name="identity">What it says of itself.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identity"/> is null.</exception>
    /// <exception cref="ArgumentException">Its class code has more than 24 bits.</exception>
    public PciDeviceBuilder(PciIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (identity.ClassCode > MaxClassCode)
        {
            throw new ArgumentException(
                $"The class code has 24 bits; 0x{identity.ClassCode:x} has more.", nameof(identity));
        }

        _identity = identity;
    }

    /// <summary>Adds a BAR in memory space.</summary>
    /// <param name="index">Which one, 0 to 5; with <paramref name="is64Bit"/> the next one belongs to it.</param>
    /// <param name="size">Its size in bytes: a power of two of at least 16.</param>
    /// <param name="is64Bit">Whether it may be anywhere in 64 bits of addresses.</param>
    /// <param name="isPrefetchable">Whether reading it has no side effects.</param>
    /// <returns>The BAR, to be filled.</returns>
    /// <exception cref="ArgumentException">The index is out of range or taken, or the size is out of range.</exception>
    public BarBuilder AddMemoryBar(int index, ulong size, bool is64Bit = false, bool isPrefetchable = false)
    {
        ulong max = is64Bit ? 1UL << 62 : 1UL << 31;
        return AddBar(new BarBuilder(index, size, isIo: false, is64Bit, isPrefetchable), MinMemoryBar, max);
    }

    /// <summary>Adds a BAR in I/O space.</summary>
    /// <param name="index">Which one, 0 to 5.</param>
    /// <param name="size">Its size in bytes: a power of two from 4 to 256.</param>
    /// <returns>The BAR, to be filled.</returns>
    /// <exception cref="ArgumentException">The index is out of range or taken, or the size is out of range.</exception>
    public BarBuilder AddIoBar(int index, ulong size) =>
        AddBar(new BarBuilder(index, size, isIo: true, is64Bit: false, isPrefetchable: false), MinIoBar, MaxIoBar);

    /// <summary>Gives the device an interrupt pin.</summary>
    /// <returns>This builder.</returns>
    public PciDeviceBuilder AddInterruptPin()
    {
        _hasInterruptPin = true;
        return this;
    }

    /// <summary>Gives the device message signalled interrupts (MSI).</summary>
    /// <param name="count">How many: 1, 2, 4, 8, 16 or 32.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public PciDeviceBuilder AddMsi(int count = 1)
    {
        if (count is < 1 or > 32 || !BitOperations.IsPow2(count))
            throw new ArgumentOutOfRangeException(nameof(count), count, "There are 1, 2, 4, 8, 16 or 32 of these interrupts.");
        _msiCount = count;
        return this;
    }

    /// <summary>Gives the device message signalled interrupts with a table (MSI-X), in a part of a memory BAR.</summary>
    /// <param name="count">How many: 1 to 2048.</param>
    /// <param name="bar">
    /// The BAR that the table is in. Where there is none yet it is added, and has nothing else in it.
    /// </param>
    /// <param name="offset">Where the table begins in the BAR, a multiple of 8; the pending bits come after it.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">
    /// The number or the offset is out of range, or the place is taken or not in the BAR.
    /// </exception>
    public PciDeviceBuilder AddMsix(int count, int bar = 4, uint offset = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 2048);
        ThrowIfNoBar(bar);
        if (offset % 8 != 0)
            throw new ArgumentException($"The offset of the table must be a multiple of 8; it is 0x{offset:x}.", nameof(offset));
        byte[] table = new byte[count * MsixEntrySize];
        byte[] pending = new byte[(count + 63) / 64 * sizeof(ulong)];
        for (int entry = 0; entry < count; entry++)
            table[(entry * MsixEntrySize) + 12] = 1;
        uint end = offset + (uint)(table.Length + pending.Length);
        BarBuilder place = _bars[bar] ?? AddMemoryBar(bar, BitOperations.RoundUpToPowerOf2(Math.Max(end, 4096)));
        place.Registers.Storage(offset, table, "MSI-X table").Storage(offset + (uint)table.Length, pending, "MSI-X pending bits");
        _msixCount = count;
        _msix = (bar, offset, offset + (uint)table.Length);
        return this;
    }

    /// <summary>Adds a capability to the configuration space, after those of its interrupts.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="body">Its bytes after id and link.</param>
    /// <param name="writable">Which bits of them a guest can write; none where it is empty.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="writable"/> is longer than <paramref name="body"/>.
    /// </exception>
    public PciDeviceBuilder AddCapability(byte id, ReadOnlySpan<byte> body, ReadOnlySpan<byte> writable = default)
    {
        if (writable.Length > body.Length)
            throw new ArgumentException("There are more bytes that can be written than there are bytes.", nameof(writable));
        _capabilities.Add((id, body.ToArray(), writable.ToArray()));
        return this;
    }

    /// <summary>What to do when a guest or its host resets the device.</summary>
    /// <remarks>
    /// It brings the device to what it is at power-on. Where a migration driver is attached, the driver's own reset comes
    /// first. Configuration space and interrupt pin have been reset when it is called.
    /// </remarks>
    /// <param name="reset">The handler.</param>
    /// <returns>This builder.</returns>
    public PciDeviceBuilder OnReset(Action reset)
    {
        _reset = reset;
        return this;
    }

    /// <summary>Makes the device.</summary>
    /// <returns>The device, not yet served.</returns>
    /// <exception cref="InvalidOperationException">There is no room for all capabilities.</exception>
    public PciDevice Build()
    {
        var configuration = new PciConfigurationBuilder(_identity, _hasInterruptPin);
        var regions = new DeviceRegion[PciRegion.Count];
        Array.Fill(regions, new AbsentRegion());
        foreach (BarBuilder? bar in _bars)
        {
            if (bar is null || regions[bar.Index] is BarRegion)
                continue;
            configuration.SetBar(bar);
            regions[bar.Index] = bar.Build();
        }

        if (_msixCount > 0)
            configuration.AddMsix(_msixCount, _msix.Bar, _msix.Table, _msix.Pending);
        if (_msiCount > 0)
            configuration.AddMsi(_msiCount);
        foreach ((byte id, byte[] body, byte[] writable) in _capabilities)
            configuration.AddCapability(id, body, writable);

        PciConfiguration space = configuration.Build();
        regions[PciRegion.Config] = new ConfigurationRegion(space);
        return new PciDevice(space, regions, new InterruptPin(space, _hasInterruptPin), _msiCount, _msixCount, _reset);
    }

    private static void ThrowIfNoBar(int index)
    {
        if (index is < 0 or >= BarCount)
            throw new ArgumentOutOfRangeException(nameof(index), index, "There are BARs 0 to 5.");
    }

    private BarBuilder AddBar(BarBuilder bar, ulong minSize, ulong maxSize)
    {
        ThrowIfNoBar(bar.Index);
        if (!BitOperations.IsPow2(bar.Size) || bar.Size < minSize || bar.Size > maxSize)
        {
            throw new ArgumentException(
                $"BAR {bar.Index} has 0x{bar.Size:x} bytes; its size is a power of two from 0x{minSize:x} to 0x{maxSize:x}.");
        }

        int last = bar.Is64Bit ? bar.Index + 1 : bar.Index;
        ThrowIfNoBar(last);
        for (int index = bar.Index; index <= last; index++)
        {
            if (_bars[index] is not null)
                throw new ArgumentException($"BAR {index} is taken.");
            _bars[index] = bar;
        }

        return bar;
    }
}
