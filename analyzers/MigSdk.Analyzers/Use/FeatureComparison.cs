using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A comparison for equality of the value of some enum with a constant of it.</summary>
/// <param name="Place">What is to be reported.</param>
/// <param name="Set">The value.</param>
/// <param name="Constant">The constant.</param>
/// <param name="Form">How it is written, a constant of <see cref="FeatureEqualityRule"/>.</param>
/// <param name="IsNegated">Whether it is for inequality.</param>
/// <param name="IsInSwitch">Whether it is one of the cases of a switch.</param>
internal sealed record FeatureComparison(
    IOperation Place, IOperation Set, long Constant, string Form, bool IsNegated = false, bool IsInSwitch = false)
{
    /// <summary>Reads a comparison. Cheap for anything else.</summary>
    public static FeatureComparison? TryRead(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary when IsEnum(binary.LeftOperand.Type) =>
            OfOperator(binary),
        IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_Enum }, Instance: { } set, Arguments: [var other] } call
            when ConstantOf(WithoutConversions(other.Value)) is { } constant => new(call, set, constant, FeatureEqualityRule.EqualsCall),
        IConstantPatternOperation pattern when IsEnum(pattern.InputType) && ConstantOf(pattern.Value) is { } constant => OfPattern(pattern, constant),
        ISingleValueCaseClauseOperation { Parent.Parent: ISwitchOperation choice } clause when IsEnum(choice.Value.Type) && ConstantOf(clause.Value) is { } constant =>
            new(clause, choice.Value, constant, FeatureEqualityRule.PartOfMore, IsInSwitch: true),
        _ => null,
    };

    /// <summary>An operation without the conversions around it.</summary>
    internal static IOperation WithoutConversions(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
            operation = conversion.Operand;
        return operation;
    }

    private static FeatureComparison? OfOperator(IBinaryOperation binary)
    {
        bool isNegated = binary.OperatorKind == BinaryOperatorKind.NotEquals;
        return (ConstantOf(binary.LeftOperand), ConstantOf(binary.RightOperand)) switch
        {
            (null, { } constant) => new(binary, binary.LeftOperand, constant, FeatureEqualityRule.SetOnLeft, isNegated),
            ({ } constant, null) => new(binary, binary.RightOperand, constant, FeatureEqualityRule.SetOnRight, isNegated),
            _ => null,
        };
    }

    private static FeatureComparison? OfPattern(IConstantPatternOperation pattern, long constant)
    {
        IOperation node = pattern;
        bool isNegated = false;
        while (node.Parent is INegatedPatternOperation or IBinaryPatternOperation)
        {
            node = node.Parent;
            isNegated ^= node is INegatedPatternOperation;
        }

        bool isAlone = pattern.Parent == node.Parent || (pattern.Parent == node && node is INegatedPatternOperation);
        return node.Parent switch
        {
            IIsPatternOperation test => isAlone
                ? new(test, test.Value, constant, FeatureEqualityRule.IsPattern, isNegated)
                : new(pattern, test.Value, constant, FeatureEqualityRule.PartOfMore, isNegated),
            IPropertySubpatternOperation property => new(pattern, property.Member, constant, FeatureEqualityRule.PartOfMore, isNegated),
            ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } =>
                new(pattern, choice.Value, constant, FeatureEqualityRule.PartOfMore, isNegated, IsInSwitch: true),
            IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation choice } =>
                new(pattern, choice.Value, constant, FeatureEqualityRule.PartOfMore, isNegated, IsInSwitch: true),
            _ => null,
        };
    }

    private static long? ConstantOf(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: var value } ? Constants.Integer(value)
        : operation is IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion ? ConstantOf(conversion.Operand)
        : null;

    private static bool IsEnum(ITypeSymbol? type) => type is INamedTypeSymbol named
        && (named.TypeKind == TypeKind.Enum
            || (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && named.TypeArguments[0].TypeKind == TypeKind.Enum));
}
