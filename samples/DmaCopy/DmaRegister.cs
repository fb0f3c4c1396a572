namespace Samples.DmaCopy;

/// <summary>The registers in BAR 0 by their offset. Little-endian; each is read and written as a whole.</summary>
public enum DmaRegister
{
    /// <summary>32 bits, read only: <see cref="DmaState.Identity"/>.</summary>
    Identity = 0x00,

    /// <summary>32 bits: <see cref="DmaControl"/>. Start and abort act when they are written and read as 0.</summary>
    Control = 0x04,

    /// <summary>32 bits: <see cref="DmaStatus"/>. Done and failed are cleared by writing ones to them.</summary>
    Status = 0x08,

    /// <summary>64 bits: the bus address to copy from. Not taken while the engine is busy.</summary>
    Source = 0x10,

    /// <summary>64 bits: the bus address to copy to. Not taken while the engine is busy.</summary>
    Destination = 0x18,

    /// <summary>64 bits: how many bytes to copy. Not taken while the engine is busy.</summary>
    Length = 0x20,

    /// <summary>64 bits, read only: how many bytes have been copied.</summary>
    Copied = 0x28,
}
