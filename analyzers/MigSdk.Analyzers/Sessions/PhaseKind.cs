namespace MigSdk.Analyzers;

/// <summary>When a piece of a driver's code runs, seen from one session.</summary>
internal enum PhaseKind
{
    /// <summary>In a handler of an arc that opens the session.</summary>
    Opening,

    /// <summary>In a handler of an arc between two states of the session's group.</summary>
    Inside,

    /// <summary>In a handler of an arc that ends the session.</summary>
    Leaving,

    /// <summary>In an entry or exit handler of the group or its states, or when the session is closed.</summary>
    Boundary,

    /// <summary>When the host reads or writes the session.</summary>
    Streaming,

    /// <summary>In the driver's own part of a reset.</summary>
    Reset,

    /// <summary>When the driver is created.</summary>
    Construction,

    /// <summary>At other times, or nobody knows when.</summary>
    Elsewhere,
}
