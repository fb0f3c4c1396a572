using System;

namespace MigSdk.Analyzers;

/// <summary>What may have become of a session on the paths to a point.</summary>
[Flags]
internal enum SessionProgress
{
    None = 0,

    /// <summary>It has not been opened.</summary>
    Absent = 1,

    /// <summary>It is open.</summary>
    Open = 2,

    /// <summary>A transition has closed it.</summary>
    Closed = 4,
}
