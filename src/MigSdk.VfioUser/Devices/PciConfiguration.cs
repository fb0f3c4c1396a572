using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace MigSdk.VfioUser;

/// <summary>A device's PCI configuration space, as the guest has set it up. Can be read from any thread.</summary>
public sealed class PciConfiguration
{
    /// <summary>Its size in bytes.</summary>
    public const int Size = 256;

    internal const int Command = 0x04;
    internal const int Status = 0x06;
    internal const int FirstBar = 0x10;
    internal const int CapabilityPointer = 0x34;

    private const int CommandIo = 1 << 0;
    private const int CommandMemory = 1 << 1;
    private const int CommandMaster = 1 << 2;
    private const int CommandInterruptDisable = 1 << 10;
    private const byte StatusInterrupt = 1 << 3;

    private const byte MsiId = 0x05;
    private const byte MsixId = 0x11;
    private const ushort MsiEnable = 1;
    private const ushort MsixEnable = 1 << 15;

    private readonly Lock _lock = new();
    private readonly byte[] _initial;
    private readonly byte[] _writable;
    private readonly byte[] _bytes;

    internal PciConfiguration(byte[] initial, byte[] writable)
    {
        _initial = initial;
        _writable = writable;
        _bytes = [.. initial];
    }

    /// <summary>Whether the guest lets the device do DMA (bus master enable). The device's own code heeds it.</summary>
    public bool IsBusMaster => (Read<ushort>(Command) & CommandMaster) != 0;

    /// <summary>Whether the guest has switched the memory BARs on.</summary>
    public bool IsMemoryEnabled => (Read<ushort>(Command) & CommandMemory) != 0;

    /// <summary>Whether the guest has switched the I/O BARs on.</summary>
    public bool IsIoEnabled => (Read<ushort>(Command) & CommandIo) != 0;

    /// <summary>Whether the guest has forbidden the interrupt pin.</summary>
    public bool IsInterruptDisabled => (Read<ushort>(Command) & CommandInterruptDisable) != 0;

    internal bool IsMsiEnabled => HasControl(MsiId, MsiEnable);

    internal bool IsMsixEnabled => HasControl(MsixId, MsixEnable);

    internal Action? InterruptDisableChanged { get; set; }

    /// <summary>Reads a field.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="offset">Where it is, in bytes.</param>
    /// <returns>Its value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not in the configuration space.</exception>
    public T Read<T>(int offset)
        where T : unmanaged
    {
        T value = default;
        Read(offset, MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    /// <summary>Copies a part of it.</summary>
    /// <param name="offset">The first byte.</param>
    /// <param name="destination">Where to.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not all of that is in it.</exception>
    public void Read(int offset, Span<byte> destination)
    {
        lock (_lock)
            _bytes.AsSpan(offset, destination.Length).CopyTo(destination);
    }

    /// <summary>What a guest does: writes those bits that can be written.</summary>
    internal void Write(int offset, ReadOnlySpan<byte> source)
    {
        bool wasDisabled;
        lock (_lock)
        {
            wasDisabled = IsInterruptDisabled;
            for (int i = 0; i < source.Length; i++)
            {
                byte mask = _writable[offset + i];
                _bytes[offset + i] = (byte)((_bytes[offset + i] & ~mask) | (source[i] & mask));
            }
        }

        if (wasDisabled && !IsInterruptDisabled)
            InterruptDisableChanged?.Invoke();
    }

    /// <summary>
    /// Puts in what another device's configuration space had; bits that a guest cannot write stay what they are.
    /// </summary>
    internal void Restore(ReadOnlySpan<byte> saved) => Write(0, saved);

    /// <summary>Back to what it was before a guest set it up.</summary>
    internal void Reset()
    {
        lock (_lock)
            _initial.CopyTo(_bytes, 0);
    }

    // Message control comes after a capability's head of two bytes. The links are the device's own: they end.
    private bool HasControl(byte id, ushort bit)
    {
        for (int at = Read<byte>(CapabilityPointer); at != 0; at = Read<byte>(at + 1))
        {
            if (Read<byte>(at) == id)
                return (Read<ushort>(at + 2) & bit) != 0;
        }

        return false;
    }

    internal void SetInterruptStatus(bool isRaised)
    {
        lock (_lock)
            _bytes[Status] = (byte)(isRaised ? _bytes[Status] | StatusInterrupt : _bytes[Status] & ~StatusInterrupt);
    }
}
