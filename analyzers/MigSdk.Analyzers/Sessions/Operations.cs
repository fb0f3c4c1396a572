using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>Questions about where an operation stands and what is in it.</summary>
internal static class Operations
{
    /// <summary>Whether an operation is a member itself, of whatever object.</summary>
    public static bool Is(IOperation? operation, ISymbol member) =>
        operation is IMemberReferenceOperation reference
        && SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member);

    /// <summary>Whether a member is named in an operation.</summary>
    public static bool Mentions(IOperation operation, ISymbol member) => operation.DescendantsAndSelf().Any(part => Is(part, member));

    /// <summary>Whether a member is looked at only to assign it anew.</summary>
    public static bool IsSelfUse(IOperation look, ISymbol member)
    {
        for (IOperation? part = look; part is not null and not IBlockOperation; part = part.Parent)
        {
            if (part is IAssignmentOperation assignment && Is(assignment.Target, member))
                return true;
        }

        return false;
    }

    /// <summary>Whether an operation runs only on a condition that looks at a member.</summary>
    public static bool IsGuardedBy(IOperation operation, ISymbol member)
    {
        for (IOperation? part = operation; part is not null and not IAnonymousFunctionOperation; part = part.Parent)
        {
            IOperation? condition = part.Parent switch
            {
                IConditionalOperation conditional when conditional.Condition != part => conditional.Condition,
                IWhileLoopOperation loop when loop.Condition != part => loop.Condition,
                _ => null,
            };
            if (condition is not null && Mentions(condition, member))
                return true;
        }

        return false;
    }

    /// <summary>Whether the value decides where code goes, or which part of something it takes.</summary>
    public static bool DecidesOrSelects(IOperation look)
    {
        for (IOperation part = look; part.Parent is { } around and not IBlockOperation; part = around)
        {
            bool decides = around switch
            {
                IBinaryOperation comparison => IsComparison(comparison.OperatorKind),
                IConditionalOperation conditional => conditional.Condition == part,
                ILoopOperation or IIsPatternOperation or ISwitchOperation or ISwitchExpressionOperation or IRangeOperation => true,
                IArrayElementReferenceOperation element => element.ArrayReference != part,
                IArgumentOperation { Parent: IPropertyReferenceOperation } => true,
                IArgumentOperation { Parent: IInvocationOperation call } => TakesPart(call.TargetMethod.Name),
                _ => false,
            };
            if (decides)
                return true;
        }

        return false;
    }

    /// <summary>Whether the value is only asked whether there is one.</summary>
    public static bool IsComparedWithNull(IOperation look)
    {
        IOperation value = look;
        while (value.Parent is IConversionOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IIsPatternOperation => true,
            IBinaryOperation comparison => IsNull(comparison.LeftOperand) || IsNull(comparison.RightOperand),
            _ => false,
        };
    }

    /// <summary>All operations in the order in which they run, those of lambdas and local functions left out.</summary>
    public static IEnumerable<IOperation> InOrder(IOperation root)
    {
        var waiting = new Stack<(IOperation Operation, bool IsEntered)>([(root, false)]);
        while (waiting.Count > 0)
        {
            (IOperation operation, bool isEntered) = waiting.Pop();
            bool isFunction = operation is IAnonymousFunctionOperation or ILocalFunctionOperation;
            if (isEntered || (isFunction && operation != root))
            {
                yield return operation;
                continue;
            }

            waiting.Push((operation, true));
            foreach (IOperation part in operation.ChildOperations.Reverse())
                waiting.Push((part, false));
        }
    }

    private static bool IsComparison(BinaryOperatorKind kind) => kind
        is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
        or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;

    private static bool TakesPart(string method) => method is "AsMemory" or "AsSpan" or "Slice" or "Skip" or "Seek" or "Read";

    private static bool IsNull(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: null };
}
