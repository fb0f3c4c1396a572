using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A state that code gives to a driver's member.</summary>
/// <param name="Value">The operation that gives it.</param>
/// <param name="Number">Its value, where that is a constant.</param>
/// <param name="State">Index of the state of that value; null where it is no constant, or that of no state.</param>
internal readonly record struct StateArgument(IOperation Value, long? Number, int? State)
{
    /// <summary>Whether the value is a constant, one of a state or not.</summary>
    public bool IsConstant => Number is not null;

    /// <summary>Whether the value is a constant that no state of the spec has.</summary>
    public bool IsOutOfRange => IsConstant && State is null;

    /// <summary>Reads the state that an operation gives.</summary>
    public static StateArgument Of(IOperation value, StateMachineSpec spec)
    {
        long? number = value.ConstantValue.HasValue ? Constants.Integer(value.ConstantValue.Value) : null;
        return new StateArgument(value, number, number is { } known ? IndexOf(known, spec) : null);
    }

    /// <summary>
    /// The states that an operation may give: each branch of a conditional expression and each arm of a switch expression is
    /// one of its own.
    /// </summary>
    public static IEnumerable<StateArgument> AllOf(IOperation value, StateMachineSpec spec) =>
        value.ConstantValue.HasValue ? [Of(value, spec)] : Branches(value).SelectMany(branch => AllOf(branch, spec));

    private static IEnumerable<IOperation> Branches(IOperation value) => value switch
    {
        IConditionalOperation { WhenFalse: { } otherwise } conditional => [conditional.WhenTrue, otherwise],
        ISwitchExpressionOperation choice => choice.Arms.Select(arm => arm.Value),
        ICoalesceOperation coalesce => [coalesce.Value, coalesce.WhenNull],
        // A numeric conversion may cut the value.
        IConversionOperation { OperatorMethod: null, Conversion.IsNumeric: false } conversion => [conversion.Operand],
        IParenthesizedOperation parenthesized => [parenthesized.Operand],
        _ => [],
    };

    private static int? IndexOf(long number, StateMachineSpec spec)
    {
        for (int i = 0; i < spec.States.Length; i++)
        {
            if (spec.States[i].Value == number)
                return i;
        }

        return null;
    }
}
