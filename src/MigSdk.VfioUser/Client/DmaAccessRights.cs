using System;

namespace MigSdk.VfioUser;

/// <summary>What a device may do with memory of the client's. The values are the protocol's.</summary>
[Flags]
public enum DmaAccessRights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read it.</summary>
    Read = 1,

    /// <summary>Write it.</summary>
    Write = 2,

    /// <summary>Both.</summary>
    ReadWrite = Read | Write,
}
