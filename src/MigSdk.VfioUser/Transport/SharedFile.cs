using System;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser;

/// <summary>Files that stand for memory: our own, and those that a peer sends.</summary>
internal static unsafe class SharedFile
{
    /// <summary>Creates a file that has no name and only exists in memory.</summary>
    /// <exception cref="MigrationException">The kernel's errno.</exception>
    internal static SafeFileHandle Create(string name, ulong length)
    {
        int descriptor = LibC.CreateMemory(name, LibC.MfdCloseOnExec | LibC.MfdAllowSealing);
        if (descriptor < 0)
            throw LibC.LastFailure("Shared memory could not be made");
        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        if (LibC.Truncate(file, (long)length) == 0
            && LibC.Control(file, LibC.FAddSeals, LibC.SealShrink | LibC.SealGrow | LibC.SealSeal) == 0)
        {
            return file;
        }

        MigrationException failure = LibC.LastFailure($"Shared memory of 0x{length:x} bytes could not be made");
        file.Dispose();
        throw failure;
    }

    /// <summary>How long a file is, in bytes.</summary>
    /// <exception cref="MigrationException">
    /// EINVAL where it is no file that could be mapped; else the kernel's errno.
    /// </exception>
    internal static ulong LengthOf(SafeHandle descriptor)
    {
        LibC.FileFacts facts = default;
        if (LibC.Stat(descriptor, string.Empty, LibC.AtEmptyPath, LibC.StatxBasic, &facts) != 0)
            throw LibC.LastFailure("The descriptor could not be looked at");
        return (facts.Mode & LibC.ModeTypeMask) == LibC.ModeRegular
            ? facts.Length
            : throw new MigrationException(Errno.EINVAL, "The descriptor is none of a file that could be mapped.");
    }

    /// <summary>Whether there is a socket at a path.</summary>
    internal static bool IsSocket(string path)
    {
        LibC.FileFacts facts = default;
        return LibC.Stat(LibC.AtCurrentFolder, path, 0, LibC.StatxBasic, &facts) == 0
            && (facts.Mode & LibC.ModeTypeMask) == LibC.ModeSocket;
    }

    /// <summary>
    /// Sees to it that nobody can make a file shorter. Memory beyond the end of a file kills whoever touches it, so that a
    /// peer who could shorten it could kill this process.
    /// </summary>
    /// <returns>Whether it stays as long as it is.</returns>
    internal static bool TryKeepLength(SafeHandle descriptor)
    {
        int seals = LibC.Control(descriptor, LibC.FGetSeals, 0);
        return seals >= 0
            && ((seals & LibC.SealShrink) != 0 || LibC.Control(descriptor, LibC.FAddSeals, LibC.SealShrink) == 0);
    }

    /// <summary>Reads from a file; what is beyond its end cannot be read.</summary>
    internal static bool TryRead(SafeHandle descriptor, ulong offset, Span<byte> destination)
    {
        fixed (byte* start = destination)
        {
            for (int done = 0; done < destination.Length;)
            {
                nint count = LibC.ReadAt(descriptor, start + done, (nuint)(destination.Length - done), (long)offset + done);
                if (count <= 0 && !WasInterrupted(count))
                    return false;
                done += Math.Max(0, (int)count);
            }
        }

        return true;
    }

    /// <summary>Writes to a file.</summary>
    internal static bool TryWrite(SafeHandle descriptor, ulong offset, ReadOnlySpan<byte> source)
    {
        fixed (byte* start = source)
        {
            for (int done = 0; done < source.Length;)
            {
                nint count = LibC.WriteAt(descriptor, start + done, (nuint)(source.Length - done), (long)offset + done);
                if (count <= 0 && !WasInterrupted(count))
                    return false;
                done += Math.Max(0, (int)count);
            }
        }

        return true;
    }

    private static bool WasInterrupted(nint result) => result < 0 && Marshal.GetLastSystemError() == LibC.EIntr;
}
