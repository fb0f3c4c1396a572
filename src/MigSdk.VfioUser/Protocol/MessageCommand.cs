namespace MigSdk.VfioUser;

/// <summary>What a message is about. The values are the protocol's.</summary>
internal enum MessageCommand : ushort
{
    Version = 1,
    DmaMap = 2,
    DmaUnmap = 3,
    DeviceGetInfo = 4,
    DeviceGetRegionInfo = 5,
    DeviceGetRegionIoFds = 6,
    DeviceGetIrqInfo = 7,
    DeviceSetIrqs = 8,
    RegionRead = 9,
    RegionWrite = 10,

    /// <summary>From server to client.</summary>
    DmaRead = 11,

    /// <summary>From server to client.</summary>
    DmaWrite = 12,

    DeviceReset = 13,
    RegionWriteMulti = 15,
    DeviceFeature = 16,
    MigDataRead = 17,
    MigDataWrite = 18,
}
