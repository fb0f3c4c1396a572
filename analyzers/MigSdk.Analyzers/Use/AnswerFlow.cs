using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>Follows an answer that is always the same to where it is used, and by one local on the way.</summary>
internal static class AnswerFlow
{
    /// <summary>What becomes of an answer.</summary>
    /// <param name="answer">The operation that gives it.</param>
    /// <param name="value">What it always is: false for a question, 0 for the length of a path, null for a path.</param>
    /// <param name="cancel">Stops the search.</param>
    public static AnswerFate Of(IOperation answer, object? value, CancellationToken cancel) => Follow(answer, value, cancel, followsLocals: true);

    private static AnswerFate Follow(IOperation answer, object? value, CancellationToken cancel, bool followsLocals)
    {
        IOperation node = answer;
        while (node.Parent is { } parent)
        {
            switch (parent)
            {
                case IParenthesizedOperation or IConversionOperation { OperatorMethod: null }:
                    break;
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not }:
                    value = value is bool answered ? !answered : null;
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both:
                    value = value is false ? false : null;
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either:
                    value = value is true ? true : null;
                    break;
                case IBinaryOperation comparison when IsComparison(comparison) && Other(comparison, node).ConstantValue is { HasValue: true, Value: var constant }:
                    value = Compare(comparison, node, value, constant);
                    break;
                case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var constant } } }:
                    value = value is null ? null : Equals(value, constant);
                    break;
                case IPropertyReferenceOperation { Property.Name: "Length" }:
                    value = 0;
                    break;
                case IPropertyReferenceOperation { Property.Name: "IsEmpty" }:
                    value = true;
                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true } or IImplicitIndexerReferenceOperation:
                    return AnswerFate.Decides;
                case IInvocationOperation { TargetMethod.Name: "ToArray" } copy when copy.Instance == node:
                    break;
                case IConditionalOperation conditional when conditional.Condition != node:
                    value = null;
                    break;
                case IConditionalOperation conditional:
                    return IsGuard(conditional, value) ? AnswerFate.Checked : AnswerFate.Decides;
                default:
                    return At(parent, node, value, cancel, followsLocals);
            }

            node = parent;
        }

        return AnswerFate.Checked;
    }

    private static AnswerFate At(IOperation place, IOperation node, object? value, CancellationToken cancel, bool followsLocals) => place switch
    {
        IWhileLoopOperation loop => Deciding(loop.Condition == node),
        IForLoopOperation loop => Deciding(loop.Condition == node),
        IForEachLoopOperation loop => Deciding(loop.Collection == node),
        ISwitchOperation choice => Deciding(choice.Value == node),
        ISwitchExpressionOperation choice => Deciding(choice.Value == node),
        ISwitchExpressionArmOperation arm => Deciding(arm.Guard == node),
        IPatternCaseClauseOperation clause => Deciding(clause.Guard == node),
        ICatchClauseOperation clause => Deciding(clause.Filter == node),
        IExpressionStatementOperation => AnswerFate.Dropped,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => AnswerFate.Dropped,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } when followsLocals => Of(local.Local, node, value, cancel),
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation } => AnswerFate.HandedOn,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation local } when followsLocals => Of(local.Symbol, node, value, cancel),
        IFieldInitializerOperation or IPropertyInitializerOperation => AnswerFate.HandedOn,
        IReturnOperation when !IsOfLambda(place) => AnswerFate.HandedOn,
        _ => AnswerFate.Checked,
    };

    private static AnswerFate Deciding(bool decides) => decides ? AnswerFate.Decides : AnswerFate.Checked;

    private static AnswerFate Of(ILocalSymbol local, IOperation from, object? value, CancellationToken cancel)
    {
        ILocalReferenceOperation[] uses = LocalUses.Of(local, from, cancel);
        if (uses.Count(LocalUses.IsWrite) > (from.Parent is ISimpleAssignmentOperation ? 1 : 0))
            return AnswerFate.Checked;
        return uses.Where(use => !LocalUses.IsWrite(use))
            .Select(use => Follow(use, value, cancel, followsLocals: false))
            .DefaultIfEmpty(AnswerFate.Checked)
            .Max();
    }

    // if (answer) throw …: written by one who expects that it is never so.
    private static bool IsGuard(IConditionalOperation conditional, object? value)
    {
        IOperation then = conditional.WhenTrue is IBlockOperation { Operations.Length: 1 } block ? block.Operations[0] : conditional.WhenTrue;
        return value is not true && then switch
        {
            IThrowOperation => true,
            IExpressionStatementOperation { Operation: IThrowOperation } => true,
            IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: var name } } =>
                name.IndexOf("Fail", StringComparison.Ordinal) >= 0,
            _ => false,
        };
    }

    private static bool IsComparison(IBinaryOperation operation) =>
        operation.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
            or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
            or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual;

    private static IOperation Other(IBinaryOperation comparison, IOperation one) =>
        comparison.LeftOperand == one ? comparison.RightOperand : comparison.LeftOperand;

    private static object? Compare(IBinaryOperation comparison, IOperation node, object? value, object? constant)
    {
        if (value is null || constant is null || value.GetType() != constant.GetType())
            return null;
        int order = ((IComparable)value).CompareTo(constant) * (comparison.LeftOperand == node ? 1 : -1);
        return comparison.OperatorKind switch
        {
            BinaryOperatorKind.Equals => order == 0,
            BinaryOperatorKind.NotEquals => order != 0,
            BinaryOperatorKind.GreaterThan => order > 0,
            BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
            BinaryOperatorKind.LessThan => order < 0,
            _ => order <= 0,
        };
    }

    private static bool IsOfLambda(IOperation place)
    {
        for (IOperation? node = place; node is not null and not ILocalFunctionOperation; node = node.Parent)
        {
            if (node is IAnonymousFunctionOperation)
                return true;
        }

        return false;
    }
}
