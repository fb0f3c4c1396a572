using System;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser;

/// <summary>
/// Waits for an eventfd by which the client, or KVM in its name, unmasks an interrupt. It has a thread of its own, as long
/// as it is not disposed.
/// </summary>
internal sealed class UnmaskWatch : IDisposable
{
    private readonly SafeFileHandle _unmask;
    private readonly SafeFileHandle _end = EventDescriptor.Create();
    private readonly Action<UnmaskWatch> _unmasked;

    /// <param name="unmask">The eventfd, which belongs to the watch from now on.</param>
    /// <param name="unmasked">Called, on the watch's thread, each time that it is signalled.</param>
    internal UnmaskWatch(SafeFileHandle unmask, Action<UnmaskWatch> unmasked)
    {
        _unmask = unmask;
        _unmasked = unmasked;
        new Thread(Run) { IsBackground = true, Name = "vfio-user unmask" }.Start();
    }

    /// <summary>Ends it. Does not wait for its thread, which may be about to say something.</summary>
    public void Dispose() => EventDescriptor.Signal(_end);

    private void Run()
    {
        using (_end)
        using (_unmask)
        {
            while (EventDescriptor.WaitForFirst(_unmask, _end))
            {
                // Somebody else may have been faster.
                if (EventDescriptor.Take(_unmask) != 0)
                    _unmasked(this);
            }
        }
    }
}
