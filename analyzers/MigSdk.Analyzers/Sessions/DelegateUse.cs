using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>When a lambda or a method runs that is handed on as a delegate.</summary>
internal static class DelegateUse
{
    /// <summary>The phase that it runs in; null where it runs at once, as a part of the code around it.</summary>
    public static Phase? PhaseOf(IOperation function)
    {
        IOperation? use = function.Parent;
        while (use is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            use = use.Parent;
        if (use is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke })
            return null;
        if (use is not IArgumentOperation { Parent: { } receiver })
            return new Phase(PhaseKind.Elsewhere);
        if (SessionTypes.GroupOf(receiver.Type) is { } group)
            return new Phase(PhaseKind.Streaming, group);
        return receiver is IInvocationOperation call && RunsAtOnce(call.TargetMethod) ? null : new Phase(PhaseKind.Elsewhere);
    }

    private static bool RunsAtOnce(IMethodSymbol method) =>
        method.ContainingType is { } type
        && (type.SpecialType == SpecialType.System_Array
            || type.ContainingNamespace?.ToDisplayString() is "System.Linq" or "System.Collections.Generic" or "System.Collections.Immutable");
}
