using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>Which states of a spec a comparison or a pattern lets through.</summary>
internal static class StateSets
{
    /// <summary>All states of a spec.</summary>
    public static IndexSet All(StateMachineSpec spec)
    {
        IndexSet all = IndexSet.Empty;
        for (int state = 0; state < spec.States.Length; state++)
            all = all.Add(state);
        return all;
    }

    /// <summary>What two sets have in common.</summary>
    public static IndexSet Intersect(IndexSet one, IndexSet other) => one.Except(one.Except(other));

    /// <summary>The states that are equal to a value; null where it is none that can be told.</summary>
    public static IndexSet? EqualTo(IOperation value, StateMachineSpec spec)
    {
        StateArgument state = StateArgument.Of(Unconverted(value), spec);
        return state.IsConstant ? state.State is { } index ? [index] : IndexSet.Empty : null;
    }

    /// <summary>The states that match a pattern; null where that cannot be told.</summary>
    public static IndexSet? Matching(IPatternOperation pattern, StateMachineSpec spec)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return EqualTo(constant.Value, spec);
            case INegatedPatternOperation negated:
                return Matching(negated.Pattern, spec) is { } matched ? All(spec).Except(matched) : null;
            case IBinaryPatternOperation both
                when Matching(both.LeftPattern, spec) is { } left && Matching(both.RightPattern, spec) is { } right:
                return both.OperatorKind == BinaryOperatorKind.Or ? left.Union(right) : Intersect(left, right);
            case IDiscardPatternOperation:
            case IDeclarationPatternOperation { MatchesNull: true }:
                return All(spec);
            default:
                return null;
        }
    }

    private static IOperation Unconverted(IOperation value) =>
        value is IConversionOperation { OperatorMethod: null, ConstantValue.HasValue: false } conversion
            ? Unconverted(conversion.Operand)
            : value;
}
