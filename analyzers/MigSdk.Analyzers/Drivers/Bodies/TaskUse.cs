namespace MigSdk.Analyzers;

/// <summary>What becomes of the task that a call returns.</summary>
internal enum TaskUse
{
    /// <summary>Not known, or nothing.</summary>
    Other,

    /// <summary>The method goes on when the task is done.</summary>
    Awaited,

    /// <summary>The method's caller gets it.</summary>
    Returned,
}
