namespace MigSdk.Spec;

/// <summary>What can be wrong with a spec in itself.</summary>
public enum AuditFindingKind
{
    /// <summary>The initial state is the error state.</summary>
    InitialIsError,

    /// <summary>The initial state is an optional state, though every driver must be able to be in it.</summary>
    OptionalInitialState,

    /// <summary>The error state requires a feature, though it belongs to every driver.</summary>
    ErrorStateRequiresFeature,

    /// <summary>Two states have the same value.</summary>
    DuplicateValue,

    /// <summary>An arc leads from a state onto itself.</summary>
    SelfArc,

    /// <summary>An arc leads to or from the error state.</summary>
    ArcAtErrorState,

    /// <summary>An arc is declared twice.</summary>
    DuplicateArc,

    /// <summary>The sessions that arcs and states declare contradict each other.</summary>
    InconsistentSession,

    /// <summary>No arcs lead from the initial state to a state.</summary>
    UnreachableState,

    /// <summary>No arcs lead from a state to the initial state.</summary>
    NoWayBack,

    /// <summary>A blocked pair has no effect, or contradicts what else the spec says.</summary>
    BlockedPairBlocksNothing,

    /// <summary>Two paths are equally good, and the spec does not say which one it is.</summary>
    UnsettledTie,

    /// <summary>A driver without a feature has no way between two states that are there without it too.</summary>
    NonAdditiveFeature,
}
