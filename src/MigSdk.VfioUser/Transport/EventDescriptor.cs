using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser;

/// <summary>Eventfds: how interrupts reach the other process.</summary>
internal static unsafe class EventDescriptor
{
    /// <exception cref="MigrationException">The kernel's errno.</exception>
    internal static SafeFileHandle Create()
    {
        int descriptor = LibC.CreateEvent(0, LibC.EfdCloseOnExec | LibC.EfdNonBlock);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw LibC.LastFailure("An eventfd could not be made");
    }

    /// <summary>
    /// Adds 1 to its counter. Does nothing where the counter is full, which only its owner can have brought about.
    /// </summary>
    internal static void Signal(SafeHandle descriptor)
    {
        // The peer's descriptor may be a blocking one, and is not ours to change.
        if (!IsReady(descriptor, LibC.PollOut, timeout: 0))
            return;
        ulong one = 1;
        _ = LibC.Write(descriptor, &one, sizeof(ulong));
    }

    /// <summary>Takes what its counter has, which is 0 afterwards.</summary>
    internal static ulong Take(SafeHandle descriptor)
    {
        ulong count = 0;
        return IsReady(descriptor, LibC.PollIn, timeout: 0) && LibC.Read(descriptor, &count, sizeof(ulong)) == sizeof(ulong)
            ? count
            : 0;
    }

    /// <summary>Waits until it can be read.</summary>
    /// <param name="descriptor">The eventfd.</param>
    /// <param name="timeout">For how long, in milliseconds; -1 for ever.</param>
    /// <returns>Whether it can be.</returns>
    internal static bool Wait(SafeHandle descriptor, int timeout) => IsReady(descriptor, LibC.PollIn, timeout);

    /// <summary>Waits until one of two can be read.</summary>
    /// <returns>Whether it is the first and not the second.</returns>
    internal static bool WaitForFirst(SafeHandle first, SafeHandle second)
    {
        bool isFirstHeld = false;
        bool isSecondHeld = false;
        try
        {
            first.DangerousAddRef(ref isFirstHeld);
            second.DangerousAddRef(ref isSecondHeld);
            LibC.PollEntry* entries = stackalloc LibC.PollEntry[2];
            entries[0] = new LibC.PollEntry { Descriptor = (int)first.DangerousGetHandle(), Events = LibC.PollIn };
            entries[1] = new LibC.PollEntry { Descriptor = (int)second.DangerousGetHandle(), Events = LibC.PollIn };
            while (LibC.Poll(entries, 2, -1) < 0 && Marshal.GetLastSystemError() == LibC.EIntr)
            {
            }

            return entries[1].Happened == 0 && (entries[0].Happened & LibC.PollIn) != 0;
        }
        finally
        {
            if (isFirstHeld)
                first.DangerousRelease();
            if (isSecondHeld)
                second.DangerousRelease();
        }
    }

    /// <summary>Whether a descriptor is an eventfd.</summary>
    internal static bool IsEvent(SafeHandle descriptor)
    {
        string link = $"/proc/self/fd/{descriptor.DangerousGetHandle()}";
        return File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name == "anon_inode:[eventfd]";
    }

    private static bool IsReady(SafeHandle descriptor, short events, int timeout)
    {
        bool isHeld = false;
        try
        {
            descriptor.DangerousAddRef(ref isHeld);
            var entry = new LibC.PollEntry { Descriptor = (int)descriptor.DangerousGetHandle(), Events = events };
            return LibC.Poll(&entry, 1, timeout) > 0 && (entry.Happened & events) != 0;
        }
        finally
        {
            if (isHeld)
                descriptor.DangerousRelease();
        }
    }
}
