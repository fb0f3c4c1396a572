namespace MigSdk.ServedDevice;

/// <summary>Where the registers of <see cref="ServedDevice"/> are, in its BAR 0.</summary>
public static class ServedRegisters
{
    /// <summary>8 bytes: how many items of work were done.</summary>
    public const ulong WorkCounter = 0x00;

    /// <summary>8 bytes, written: begins a job with this seed.</summary>
    public const ulong Job = 0x08;

    /// <summary>8 bytes: the guest's own.</summary>
    public const ulong Scratch = 0x10;

    /// <summary>1 byte: whether the device works.</summary>
    public const ulong IsWorking = 0x18;

    /// <summary>1 byte: whether the memory is not what the work so far must have left.</summary>
    public const ulong HasGap = 0x19;

    /// <summary>32 bytes: SHA-256 of the device's state; EBUSY while it runs.</summary>
    public const ulong Hash = 0x20;

    /// <summary>32 bytes: the same when the state was taken in and had not run yet; 0 where none was.</summary>
    public const ulong TakeoverHash = 0x40;

    /// <summary>The size of a hash, in bytes.</summary>
    public const int HashSize = 32;
}
