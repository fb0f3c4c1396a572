using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MigSdk;

namespace Samples.Devices;

// The guest-visible state as a whole. All of this needs a device that stands still.
public sealed partial class Device
{
    /// <summary>The SHA-256 of the guest-visible state: registers and memory.</summary>
    /// <returns>64 hexadecimal digits; equal for two devices exactly if a guest cannot tell them apart.</returns>
    /// <exception cref="InvalidOperationException">The device is running.</exception>
    public string ComputeHash()
    {
        ThrowIfRunning();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        foreach (ulong register in _registers)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, register);
            hash.AppendData(word);
        }

        hash.AppendData(_memory);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Holds the state against the job's whole history: whether it is what a device has that did the same number of items
    /// without ever having been stopped or moved.
    /// </summary>
    /// <returns>What is wrong, or null.</returns>
    /// <exception cref="InvalidOperationException">The device is running.</exception>
    public string? FindGap()
    {
        ThrowIfRunning();
        ulong seed = Read(Register.Seed);
        ulong done = Read(Register.WorkCounter);
        if (Read(Register.InterruptCount) != done / WorkPattern.ItemsPerInterrupt)
            return $"{done} items of work do not go with {Read(Register.InterruptCount)} interrupts.";
        if (Read(Register.PeerQueued) != done / WorkPattern.ItemsPerPeerMessage)
            return $"{done} items of work do not go with {Read(Register.PeerQueued)} messages to the peer.";

        ulong[] lastItem = new ulong[PageCount];
        for (ulong sequence = 1; sequence <= done; sequence++)
            lastItem[WorkPattern.PageOf(seed, sequence, PageCount)] = sequence;
        for (int page = 0; page < PageCount; page++)
        {
            if (!WorkPattern.IsFilled(Page(page), seed, lastItem[page], page))
            {
                ulong stamp = MemoryMarshal.Read<ulong>(Page(page));
                return $"Page {page} was last written by item {lastItem[page]} and bears the stamp {stamp}.";
            }
        }

        return null;
    }

    /// <summary>How many bytes the stream of this device has when it is stopped: every page once.</summary>
    public int StreamBytes =>
        DeviceStreamWriter.HeaderBytes + (PageCount * DeviceStreamWriter.PageBytes) + DeviceStreamWriter.TrailerBytes;

    /// <summary>The whole state as one block.</summary>
    /// <returns>A stream of <see cref="StreamBytes"/> bytes.</returns>
    /// <exception cref="InvalidOperationException">The device is running.</exception>
    public ReadOnlyMemory<byte> Save()
    {
        ThrowIfRunning();
        byte[] stream = new byte[StreamBytes];
        var writer = new DeviceStreamWriter(this);
        int length = writer.WriteHeader(stream);
        for (int page = 0; page < PageCount; page++)
            length += writer.WritePage(stream.AsSpan(length), page);
        writer.WriteTrailer(stream.AsSpan(length));
        return stream;
    }

    /// <summary>Takes over another device's state from a complete stream, or nothing at all.</summary>
    /// <param name="stream">What another device's <see cref="Save"/> gave, or another writer of the format.</param>
    /// <exception cref="MigrationException">EINVAL: the stream is not acceptable; the device is as before.</exception>
    /// <exception cref="InvalidOperationException">The device is running.</exception>
    public void Load(ReadOnlySpan<byte> stream)
    {
        var reader = new DeviceStreamReader(this);
        reader.Add(stream);
        Load(reader.Complete());
    }

    /// <summary>Takes over another device's state. Cannot fail half-way: the image was checked when it was made.</summary>
    /// <param name="image">The state; it becomes the device's own and must not be used again.</param>
    /// <exception cref="ArgumentException">The image is of a device with another size of memory.</exception>
    /// <exception cref="InvalidOperationException">The device is running.</exception>
    public void Load(DeviceImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        ThrowIfRunning();
        if (image.Memory.Length != MemoryBytes)
        {
            throw new ArgumentException(
                $"The image has {image.Memory.Length} bytes of memory, the device {MemoryBytes}.", nameof(image));
        }

        _memory = image.Memory;
        _registers = image.Registers;
    }

    private void ThrowIfRunning()
    {
        if (IsRunning)
            throw new InvalidOperationException("The device is running; only when it is stopped is its state a whole.");
    }
}
