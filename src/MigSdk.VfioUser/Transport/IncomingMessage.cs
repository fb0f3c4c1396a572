using System;
using System.Collections.Generic;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser;

/// <summary>
/// A message that has come. It is given back by <see cref="Dispose"/>, which closes the descriptors that nobody took.
/// </summary>
internal sealed class IncomingMessage : IDisposable
{
    private readonly MessagePool _pool;
    private readonly List<SafeFileHandle> _descriptors = [];
    private byte[] _buffer;
    private int _length;

    internal IncomingMessage(MessagePool pool, int capacity)
    {
        _pool = pool;
        _buffer = new byte[capacity];
    }

    internal MessageHeader Header { get; private set; }

    internal Memory<byte> PayloadMemory => _buffer.AsMemory(0, _length);

    internal Span<byte> Payload => _buffer.AsSpan(0, _length);

    /// <summary>How much a buffer that is kept may hold.</summary>
    internal int Capacity => _buffer.Length;

    /// <summary>How many descriptors came with it and were not taken.</summary>
    internal int DescriptorCount => _descriptors.Count;

    internal List<SafeFileHandle> Descriptors => _descriptors;

    /// <summary>Takes the next descriptor, which belongs to the caller then; null where there is none left.</summary>
    internal SafeFileHandle? TakeDescriptor()
    {
        if (_descriptors.Count == 0)
            return null;
        SafeFileHandle descriptor = _descriptors[0];
        _descriptors.RemoveAt(0);
        return descriptor;
    }

    internal void Prepare(MessageHeader header)
    {
        Header = header;
        _length = header.PayloadLength;
        if (_buffer.Length < _length)
            _buffer = new byte[_length];
    }

    public void Dispose()
    {
        foreach (SafeFileHandle descriptor in _descriptors)
            descriptor.Dispose();
        _descriptors.Clear();
        _pool.Return(this);
    }
}
