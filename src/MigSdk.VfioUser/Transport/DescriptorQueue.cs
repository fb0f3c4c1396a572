using System;
using System.Collections.Generic;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser;

/// <summary>
/// Descriptors that have come and whose message is not complete yet. The kernel gives them out with the bytes they were
/// sent with and stops there, so that the last byte received belongs to the same message as they.
/// </summary>
internal sealed class DescriptorQueue : IDisposable
{
    // More than any honest peer can have on the way; each receive brings at most the kernel's maximum.
    private const int MaxQueued = 2 * MessageSocket.KernelMaxDescriptors;

    private readonly Queue<(long Position, SafeFileHandle Descriptor)> _queue = new();
    private readonly List<SafeFileHandle> _fresh = [];

    internal void Add(SafeFileHandle descriptor) => _fresh.Add(descriptor);

    /// <summary>Those that were added since last time came with the byte at this position of the stream.</summary>
    /// <exception cref="ProtocolException">There are more than any peer may have sent.</exception>
    internal void Place(long position)
    {
        if (_fresh.Count == 0)
            return;
        foreach (SafeFileHandle descriptor in _fresh)
            _queue.Enqueue((position, descriptor));
        _fresh.Clear();
        if (_queue.Count > MaxQueued)
            throw new ProtocolException($"More than {MaxQueued} descriptors came without a message that they could belong to.");
    }

    /// <summary>Moves those of a message to it.</summary>
    internal void MoveTo(List<SafeFileHandle> message, long endOfMessage)
    {
        while (_queue.TryPeek(out (long Position, SafeFileHandle Descriptor) next) && next.Position < endOfMessage)
        {
            message.Add(next.Descriptor);
            _queue.Dequeue();
        }
    }

    public void Dispose()
    {
        foreach ((_, SafeFileHandle descriptor) in _queue)
            descriptor.Dispose();
        foreach (SafeFileHandle descriptor in _fresh)
            descriptor.Dispose();
        _queue.Clear();
        _fresh.Clear();
    }
}
