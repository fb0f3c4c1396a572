namespace MigSdk.Testing;

/// <summary>What a check has come to.</summary>
public enum CheckOutcome
{
    /// <summary>Nothing was wrong.</summary>
    Passed,

    /// <summary>Something was wrong.</summary>
    Failed,

    /// <summary>
    /// It was not run: it does not apply, the author's options lack what it needs or leave it out, or a check that it
    /// builds on has failed.
    /// </summary>
    NotRun,
}
