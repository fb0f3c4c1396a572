using System;

namespace MigSdk.VfioUser;

/// <summary>What a device is going to do with guest memory.</summary>
[Flags]
public enum GuestAccess
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read it.</summary>
    Read = 1,

    /// <summary>Write it. What is written counts as dirty.</summary>
    Write = 2,

    /// <summary>Read it and write it.</summary>
    ReadWrite = Read | Write,
}
