namespace MigSdk.Analyzers;

/// <summary>What a use of a member does to what the next session finds in it.</summary>
internal enum Effect
{
    /// <summary>Nothing; it looks at it.</summary>
    Look,

    /// <summary>Nothing that counts: it takes the place of what was used up.</summary>
    Refill,

    /// <summary>Leaves a constant in it that it did not have at first.</summary>
    Latch,

    /// <summary>Makes more of what is in it.</summary>
    Accumulate,

    /// <summary>Leaves data in it.</summary>
    Deposit,

    /// <summary>Sets it back.</summary>
    Clear,

    /// <summary>Nobody knows.</summary>
    Unknown,
}
