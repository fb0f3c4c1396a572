using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>A flag, a count, a position, a phase.</summary>
internal sealed class ValueMember(ISymbol symbol, IOperation? initial) : SessionMember(symbol)
{
    public override Effect EffectOf(MemberUse use) => use.Kind switch
    {
        MemberUseKind.Read or MemberUseKind.Pass or MemberUseKind.Call => Effect.Look,
        MemberUseKind.Update => Updates(use.Operation.Parent),
        MemberUseKind.Write when use.Value is { } value => Assigns(value, use),
        _ => Effect.Unknown,
    };

    // A count that is only told, or a flag that only the arc's handler makes, is no reason to do the next session otherwise.
    public override bool Sees(MemberUse look, Effect deposit, string group) => deposit switch
    {
        Effect.Accumulate => Operations.IsSelfUse(look.Operation, Symbol) is false && Operations.DecidesOrSelects(look.Operation),
        Effect.Deposit => look.Unit.Runs(PhaseKind.Leaving, group) || look.Unit.Runs(PhaseKind.Inside, group),
        _ => true,
    };

    // What goes round, such as a queue's index, or to and fro, has no beginning to be set back to.
    private static Effect Updates(IOperation? update) =>
        update is ICompoundAssignmentOperation { OperatorKind: not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract) }
            ? Effect.Unknown
            : Effect.Accumulate;

    private Effect Assigns(IOperation value, MemberUse use)
    {
        if (value.ConstantValue is { HasValue: true, Value: var constant })
            return IsInitial(constant) is not { } isInitial ? Effect.Unknown : isInitial ? Effect.Clear : Effect.Latch;
        if (value is IDefaultValueOperation)
            return initial is null ? Effect.Clear : Effect.Unknown;
        if (Operations.Mentions(value, Symbol))
            return GoesRound(value) ? Effect.Unknown : Effect.Accumulate;
        return Operations.IsGuardedBy(use.Operation, Symbol) ? Effect.Refill : Effect.Deposit;
    }

    private static bool GoesRound(IOperation value) => value.DescendantsAndSelf().Any(part => part
        is IBinaryOperation { OperatorKind: not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract) } or IUnaryOperation or IConditionalOperation);

    private bool? IsInitial(object? constant)
    {
        if (initial is null)
            return IsZero(constant);
        return initial.ConstantValue.HasValue ? Equals(initial.ConstantValue.Value, constant) : null;
    }

    private static bool IsZero(object? constant) => constant switch
    {
        null => true,
        bool flag => !flag,
        char character => character == '\0',
        string => false,
        IConvertible number => number.ToDouble(null) == 0,
        _ => false,
    };
}
