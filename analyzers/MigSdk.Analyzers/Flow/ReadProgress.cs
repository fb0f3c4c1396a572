using System;

namespace MigSdk.Analyzers;

/// <summary>What may have been read of a saving session on the paths to a point.</summary>
[Flags]
internal enum ReadProgress
{
    None = 0,

    /// <summary>Nothing.</summary>
    Nothing = 1,

    /// <summary>One buffer, and nobody has looked at what the read came to.</summary>
    OneBlindly = 2,

    /// <summary>It may have been read to its end.</summary>
    MaybeAll = 4,
}
