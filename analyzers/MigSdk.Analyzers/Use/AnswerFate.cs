namespace MigSdk.Analyzers;

/// <summary>What code does with an answer of a driver.</summary>
internal enum AnswerFate
{
    /// <summary>It is given to a method or compared with something, or nothing is known: whoever gets it may expect it.</summary>
    Checked,

    /// <summary>It is dropped.</summary>
    Dropped,

    /// <summary>It is returned, or kept in a field or property.</summary>
    HandedOn,

    /// <summary>What the program does next depends on it.</summary>
    Decides,
}
