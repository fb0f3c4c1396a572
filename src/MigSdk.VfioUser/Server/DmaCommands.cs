using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser;

/// <summary>The client's memory: which ranges there are.</summary>
internal sealed class DmaCommands(GuestMemory memory, IGuestLink link, VfioUserServerOptions options)
{
    private const DmaMapFlags NeedDescriptor = DmaMapFlags.Mapped | DmaMapFlags.FileIo;
    private const DmaMapFlags KnownFlags = DmaMapFlags.Read | DmaMapFlags.Write | NeedDescriptor;

    internal void Map(Answer answer)
    {
        DmaMap request = answer.Read<DmaMap>();
        if (AccessOf(request) == GuestAccess.None || (request.Flags & ~KnownFlags) != 0)
            throw new MigrationException(Errno.EINVAL, $"DMA_MAP has flags 0x{(uint)request.Flags:x}, which make no sense.");
        if ((request.Flags & NeedDescriptor) != 0 && answer.Command.DescriptorCount == 0)
            throw new MigrationException(Errno.EINVAL, $"DMA_MAP with {request.Flags} needs a descriptor.");
        if (request.Length == 0 || request.Length - 1 > ulong.MaxValue - request.Address)
            throw new MigrationException(Errno.EINVAL, $"0x{request.Length:x} bytes at 0x{request.Address:x} are no range.");
        if (answer.Command.DescriptorCount > 1)
            throw new MigrationException(Errno.EINVAL, $"{answer.Command.DescriptorCount} descriptors came with DMA_MAP; it takes one.");
        if (memory.RangeCount >= options.MaxDmaMaps)
            throw new MigrationException(Errno.ENOSPC, $"There are {options.MaxDmaMaps} ranges, which is the most.");

        DmaMapping mapping = answer.Command.TakeDescriptor() is { } file
            ? ForFile(request, file)
            : new DmaMapping(request.Address, request.Length, AccessOf(request), link);
        try
        {
            memory.Map(mapping);
        }
        catch
        {
            mapping.Dispose();
            throw;
        }

        answer.Done();
    }

    internal void Unmap(Answer answer)
    {
        DmaUnmap request = answer.Read<DmaUnmap>();
        bool isWhole = request.Address == 0 && request.Length == 0;
        switch (request.Flags)
        {
            case DmaUnmapFlags.None:
                memory.Unmap(request.Address, request.Length);
                break;
            case DmaUnmapFlags.All when isWhole:
            case DmaUnmapFlags.AllOfRust when isWhole:
                memory.UnmapAll();
                break;
            case DmaUnmapFlags.DirtyBitmap:
            case DmaUnmapFlags.All:
                // "All" with a range is the Rust client's way to ask for a bitmap.
                throw new MigrationException(Errno.EOPNOTSUPP, "DMA_UNMAP gives no dirty bitmap; DMA_LOGGING_REPORT does.");
            default:
                throw new MigrationException(Errno.EINVAL, $"DMA_UNMAP has flags 0x{(uint)request.Flags:x}, which mean nothing here.");
        }

        answer.With(request with { Argsz = DmaUnmap.Size });
    }

    private static GuestAccess AccessOf(DmaMap request) =>
        (request.Flags.HasFlag(DmaMapFlags.Read) ? GuestAccess.Read : GuestAccess.None)
        | (request.Flags.HasFlag(DmaMapFlags.Write) ? GuestAccess.Write : GuestAccess.None);

    private DmaMapping ForFile(DmaMap request, SafeFileHandle file)
    {
        bool isKept = false;
        try
        {
            GuestAccess access = AccessOf(request);
            if ((request.Flags & NeedDescriptor) == DmaMapFlags.FileIo)
            {
                // It need not be a file that has a length; what is not there fails when it is used.
                isKept = true;
                return new DmaMapping(request.Address, request.Length, access, link, file, request.Offset);
            }

            ulong length = SharedFile.LengthOf(file);
            if (request.Offset > length || request.Length > length - request.Offset)
            {
                throw new MigrationException(
                    Errno.EINVAL, $"0x{request.Length:x} bytes at 0x{request.Offset:x} are not in a file of 0x{length:x} bytes.");
            }

            if (options.TrustsClientMemory || SharedFile.TryKeepLength(file))
            {
                MemoryMapping mapped = MemoryMapping.Create(
                    file, request.Offset, request.Length, access.HasFlag(GuestAccess.Write));
                return new DmaMapping(request.Address, request.Length, access, link, memory: mapped);
            }

            isKept = true;
            return new DmaMapping(request.Address, request.Length, access, link, file, request.Offset);
        }
        finally
        {
            // A mapping lives without its descriptor.
            if (!isKept)
                file.Dispose();
        }
    }
}
