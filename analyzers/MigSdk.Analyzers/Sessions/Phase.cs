using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>One time at which a piece of code runs.</summary>
/// <param name="Kind">What time.</param>
/// <param name="Group">The session group that it is about; null where it is about none.</param>
/// <param name="Arc">The arc whose handler runs.</param>
internal readonly record struct Phase(PhaseKind Kind, string? Group = null, StatePair? Arc = null)
{
    /// <summary>Whether the phase belongs to a session's life, its opening included.</summary>
    public bool IsOfSession => Kind is PhaseKind.Opening or PhaseKind.Inside or PhaseKind.Leaving or PhaseKind.Boundary or PhaseKind.Streaming;
}
