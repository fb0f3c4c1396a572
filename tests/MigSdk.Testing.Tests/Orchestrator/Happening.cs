namespace MigSdk.Testing.Tests;

/// <summary>What can come of one operation of a device. The first is the ordinary one.</summary>
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

    /// <summary>It is gone before it has done anything, and does not answer any more.</summary>
    IsLostBefore,

    /// <summary>It is gone after it has done all, and does not answer any more.</summary>
    IsLostAfter,

    /// <summary>The host cancels the migration, and then it is done.</summary>
    HostCancels,
}
