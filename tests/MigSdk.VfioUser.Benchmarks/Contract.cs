namespace MigSdk.VfioUser.Benchmarks;

/// <summary>
/// What a server must offer to be measured. A device with a trapped region 0 of one page that remembers what is written
/// below <see cref="DmaAddress"/>, does DMA at a write to <see cref="Doorbell"/> before it answers that write, and has a
/// migration stream of <see cref="StreamBytes"/> bytes in STOP_COPY, and takes any in RESUMING.
/// </summary>
internal static class Contract
{
    internal const uint Region = 0;
    internal const int RegionBytes = 4096;

    /// <summary>8 bytes: the guest's address of the transfer.</summary>
    internal const ulong DmaAddress = 0x100;

    /// <summary>4 bytes: the transfer's size, at most <see cref="MaxDma"/>.</summary>
    internal const ulong DmaLength = 0x108;

    /// <summary>4 bytes: <see cref="ReadGuest"/> or <see cref="WriteGuest"/>.</summary>
    internal const ulong Doorbell = 0x10C;

    /// <summary>8 bytes: the size of the stream.</summary>
    internal const ulong StreamBytes = 0x110;

    internal const uint ReadGuest = 1;
    internal const uint WriteGuest = 2;
    internal const int MaxDma = 1 << 20;
}
