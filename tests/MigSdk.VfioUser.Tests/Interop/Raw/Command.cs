namespace MigSdk.VfioUser.Tests.Interop.Raw;

/// <summary>The protocol's command numbers.</summary>
internal static class Command
{
    internal const ushort Version = 1;
    internal const ushort DmaMap = 2;
    internal const ushort DmaUnmap = 3;
    internal const ushort GetInfo = 4;
    internal const ushort GetRegionInfo = 5;
    internal const ushort GetRegionIoFds = 6;
    internal const ushort GetIrqInfo = 7;
    internal const ushort SetIrqs = 8;
    internal const ushort RegionRead = 9;
    internal const ushort RegionWrite = 10;
    internal const ushort DmaRead = 11;
    internal const ushort DmaWrite = 12;
    internal const ushort Reset = 13;
    internal const ushort DirtyPages = 14;
    internal const ushort RegionWriteMulti = 15;
    internal const ushort Feature = 16;
    internal const ushort MigrationRead = 17;
    internal const ushort MigrationWrite = 18;
}
