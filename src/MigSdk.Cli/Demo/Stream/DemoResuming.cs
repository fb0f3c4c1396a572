using System;
using System.Collections;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using static System.Buffers.Binary.BinaryPrimitives;

namespace MigSdk.Cli.Demo;

/// <summary>
/// The resuming stream. It is put together beside the device, which takes it over only when it was right to its last byte.
/// </summary>
internal sealed class DemoResuming(DemoDevice device) : ResumingSession
{
    private readonly byte[] _memory = new byte[device.MemoryBytes];
    private readonly ulong[] _registers = new ulong[DemoDevice.RegisterCount];
    private readonly BitArray _seen = new(device.PageCount);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _record = new byte[Math.Max(DemoFormat.PageRecordBytes, DemoFormat.EndRecordBytes)];
    private int _length;
    private int _wanted = DemoFormat.HeaderBytes;
    private byte[]? _configuration;
    private bool _hasHeader;
    private bool _isComplete;

    /// <summary>Gives the state to the device, or leaves it as it is.</summary>
    /// <exception cref="MigrationException">EINVAL: the stream did not come to its end.</exception>
    internal void Apply()
    {
        if (!_isComplete)
            throw Invalid("it ends before its last record");
        device.Load(_memory, _registers, _configuration);
    }

    /// <inheritdoc/>
    protected override ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        for (ReadOnlySpan<byte> rest = data.Span; !rest.IsEmpty;)
        {
            if (_isComplete)
                throw Invalid("bytes follow its last record");
            int count = Math.Min(rest.Length, _wanted - _length);
            rest[..count].CopyTo(_record.AsSpan(_length));
            _length += count;
            rest = rest[count..];
            if (_length == _wanted)
                TakeRecord();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void OnClosed() => _hash.Dispose();

    private void TakeRecord()
    {
        if (!_hasHeader)
        {
            TakeHeader();
            Expect(DemoFormat.TagBytes);
            return;
        }

        uint tag = ReadUInt32LittleEndian(_record);
        if (_length == DemoFormat.TagBytes)
        {
            _wanted = tag switch
            {
                DemoFormat.PageTag => DemoFormat.PageRecordBytes,
                DemoFormat.EndTag => DemoFormat.EndRecordBytes,
                DemoFormat.ConfigurationTag => DemoFormat.TagBytes + ConfigurationLength(),
                _ => throw Invalid($"no record begins with {tag}"),
            };
            if (_wanted > _length)
                return;
        }

        if (tag == DemoFormat.EndTag)
        {
            TakeEnd();
            return;
        }

        if (tag == DemoFormat.ConfigurationTag)
            _configuration = _record.AsSpan(DemoFormat.TagBytes, _length - DemoFormat.TagBytes).ToArray();
        else
            TakePage();
        Expect(DemoFormat.TagBytes);
    }

    private void Expect(int bytes)
    {
        _hash.AppendData(_record.AsSpan(0, _length));
        _length = 0;
        _wanted = bytes;
    }

    private void TakeHeader()
    {
        if (ReadUInt64LittleEndian(_record) != DemoFormat.Magic)
            throw Invalid("it does not begin as one of the sample device's");
        uint version = ReadUInt32LittleEndian(_record.AsSpan(8));
        if (version != DemoFormat.Version || ReadUInt32LittleEndian(_record.AsSpan(12)) != 0)
            throw Invalid($"it is of version {version}, and this device reads {DemoFormat.Version}");
        long bytes = ReadInt64LittleEndian(_record.AsSpan(16));
        if (bytes != device.MemoryBytes)
            throw Invalid($"it is of a device with {bytes} bytes of memory, and this one has {device.MemoryBytes}");
        _hasHeader = true;
    }

    private int ConfigurationLength()
    {
        int length = ReadInt32LittleEndian(_record.AsSpan(4));
        if (_configuration is not null || length is < 0 or > DemoFormat.MaxConfigurationBytes)
            throw Invalid($"it has a configuration space of {length} bytes, or a second one");
        return length;
    }

    private void TakePage()
    {
        int page = ReadInt32LittleEndian(_record.AsSpan(4));
        if (page < 0 || page >= device.PageCount)
            throw Invalid($"it has a page {page}, and the device has {device.PageCount}");
        _record.AsSpan(DemoFormat.TagBytes, DemoDevice.PageSize).CopyTo(_memory.AsSpan(page * DemoDevice.PageSize));
        _seen[page] = true;
    }

    private void TakeEnd()
    {
        int hashed = DemoFormat.TagBytes + DemoFormat.RegisterBytes;
        _hash.AppendData(_record.AsSpan(0, hashed));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(hash);
        if (ReadInt32LittleEndian(_record.AsSpan(4)) != DemoDevice.RegisterCount)
            throw Invalid("it has another number of registers");
        if (!_record.AsSpan(hashed, hash.Length).SequenceEqual(hash))
            throw Invalid("its bytes do not give the hash at its end");
        if (_configuration is null || !_seen.HasAllSet())
            throw Invalid("pages or the configuration space are missing in it");
        for (int i = 0; i < _registers.Length; i++)
            _registers[i] = ReadUInt64LittleEndian(_record.AsSpan(DemoFormat.TagBytes + (i * sizeof(ulong))));
        if (_registers[(int)DemoRegister.Id] != DemoDevice.Id)
            throw Invalid("its registers are those of another device");
        _isComplete = true;
    }

    private static MigrationException Invalid(string reason) =>
        new(Errno.EINVAL, $"The stream cannot be taken over: {reason}.");
}
