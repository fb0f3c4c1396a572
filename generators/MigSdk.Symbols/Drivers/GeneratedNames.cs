using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

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

    /// <summary>
    /// Whether a member of a driver's own takes the place of a generated one. A method beside a generated method of other
    /// parameters is an overload, and harmless.
    /// </summary>
    /// <param name="member">A member of the driver that its author declares.</param>
    /// <param name="stateType">The driver's spec.</param>
    public static bool Clashes(ISymbol member, ITypeSymbol stateType)
    {
        if (!All.Contains(member.Name))
            return false;
        if (member is not IMethodSymbol method)
            return true;

        // null stands for CancellationToken, the only type among the parameters that is not the spec's.
        ITypeSymbol?[]? parameters = member.Name switch
        {
            Reset or ResetAsync => [],
            SetState => [stateType],
            SetStateAsync => [stateType, null],
            ArcSupported or GetPath => [stateType, stateType],
            TryGetNextState => [stateType, stateType, stateType],
            _ => null,
        };
        return parameters is null
            || (method.Arity == 0
                && method.Parameters.Length == parameters.Length
                && !method.Parameters.Where((parameter, i) => !Is(parameter.Type, parameters[i])).Any());
    }

    private static bool Is(ITypeSymbol type, ITypeSymbol? expected) => expected is null
        ? type.IsSystem("CancellationToken", "System", "Threading")
        : SymbolEqualityComparer.Default.Equals(type, expected);
}
