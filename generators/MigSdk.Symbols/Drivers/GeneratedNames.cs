using System.Collections.Immutable;

namespace MigSdk.Symbols;

/// <summary>The names of the members that the generator adds to a driver, so that a clash can be told.</summary>
public static class GeneratedNames
{
    public const string StateMachine = "_stateMachine";
    public const string Answers = "Answers";
    public const string State = "State";
    public const string Features = "Features";
    public const string StopCopyLength = "StopCopyLength";
    public const string ArcSupported = "ArcSupported";
    public const string SupportedTransitions = "SupportedTransitions";
    public const string TryGetNextState = "TryGetNextState";
    public const string GetPath = "GetPath";
    public const string SetState = "SetState";
    public const string SetStateAsync = "SetStateAsync";
    public const string Reset = "Reset";
    public const string ResetAsync = "ResetAsync";

    /// <summary>
    /// The names that no member of a driver's own may have. <see cref="Features"/> and <see cref="StopCopyLength"/> are
    /// added only where the spec has features or a saving session, but are kept free in every driver.
    /// </summary>
    public static ImmutableArray<string> All { get; } =
    [
        StateMachine, Answers, State, Features, StopCopyLength, ArcSupported, SupportedTransitions, TryGetNextState,
        GetPath, SetState, SetStateAsync, Reset, ResetAsync,
    ];
}
