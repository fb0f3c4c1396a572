namespace MigSdk.Testing.Tests;

/// <summary>What can come of a request to a device. The first is the ordinary one.</summary>
internal enum Happening
{
    /// <summary>It does what it was asked for.</summary>
    Done,

    /// <summary>It fails, and nothing has changed.</summary>
    FailsBefore,

    /// <summary>It fails after its first step.</summary>
    FailsMidway,

    /// <summary>It fails after it has done all.</summary>
    FailsAfter,

    /// <summary>It enters ERROR.</summary>
    Dies,

    /// <summary>It is gone before it has done anything, and answers with nothing but failures any more.</summary>
    IsLostBefore,

    /// <summary>It is gone after it has done all, and answers with nothing but failures any more.</summary>
    IsLostAfter,

    /// <summary>It stops where it is, since it was told to; nothing has changed.</summary>
    Stops,

    /// <summary>It was told to stop, and does so after its first step.</summary>
    StopsMidway,
}
