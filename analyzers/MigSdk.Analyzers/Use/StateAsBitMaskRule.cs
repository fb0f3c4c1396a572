using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG3006: states are numbers, not sets of bits.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateAsBitMaskRule() : UseRule(
    Descriptor, OperationKind.Binary, OperationKind.Unary, OperationKind.CompoundAssignment, OperationKind.Invocation)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.StateAsBitMask,
        "A state is used as a bit mask",
        "{0}",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.StateAsBitMask));

    private protected override void Check(UseCheck check)
    {
        if (MaskedSpec(check.Operation, check.Enums) is not { } spec || IsPartOfMask(check.Operation, check.Enums))
            return;
        string name = spec.Type.Name;
        check.Report(check.Operation, $"The values of {name} number its states and are no bits: compare with 'is' or '=='");
    }

    private static SpecReading? MaskedSpec(IOperation operation, SpecEnums enums) => operation switch
    {
        IBinaryOperation { OperatorKind: var kind } binary when IsBitwise(kind) =>
            Masked(kind, binary.LeftOperand, binary.RightOperand, enums) is { } spec && !IsInEnum(binary) ? spec : null,
        ICompoundAssignmentOperation { OperatorKind: var kind } compound when IsBitwise(kind) => States(compound.Target.Type, enums),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.BitwiseNegation } unary => States(unary.Operand.Type, enums) ?? Cast(unary.Operand, enums),
        IInvocationOperation { TargetMethod: { Name: "HasFlag", ContainingType.SpecialType: SpecialType.System_Enum }, Instance: { } instance } =>
            States(FeatureComparison.WithoutConversions(instance).Type, enums),
        _ => null,
    };

    private static SpecReading? Masked(BinaryOperatorKind kind, IOperation left, IOperation right, SpecEnums enums)
    {
        if ((States(left.Type, enums) ?? States(right.Type, enums)) is { } spec)
            return spec;
        if (kind == BinaryOperatorKind.ExclusiveOr)
            return null; // a hash
        SpecReading? leftCast = Cast(left, enums);
        SpecReading? rightCast = Cast(right, enums);
        if (leftCast is not null && rightCast is not null)
            return leftCast;
        if ((leftCast ?? rightCast) is not { } cast)
            return null;

        IOperation mask = leftCast is null ? left : right;
        return mask.ConstantValue is { HasValue: true, Value: var constant } && Constants.Integer(constant) is { } bits
            ? MeansBits(kind, bits, cast) ? cast : null
            : kind == BinaryOperatorKind.And && IsTested(mask.Parent!) ? cast : null;
    }

    // A mask that leaves every state as it is bounds an index, and bits beside all states mark something on the wire.
    private static bool MeansBits(BinaryOperatorKind kind, long bits, SpecReading spec) => kind == BinaryOperatorKind.And
        ? spec.Spec!.States.Any(state => (state.Value & bits) != state.Value)
        : spec.Spec!.States.Any(state => (state.Value & bits) != 0);

    // A mask may also be computed to bound an index; whether a bit is set is asked of bits.
    private static bool IsTested(IOperation masked) =>
        masked.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals };

    // Of (state & A) | (state & B) the whole is reported.
    private static bool IsPartOfMask(IOperation operation, SpecEnums enums)
    {
        IOperation? outer = operation.Parent;
        while (outer is IParenthesizedOperation or IConversionOperation or IArgumentOperation)
            outer = outer.Parent;
        return outer is not null && MaskedSpec(outer, enums) is not null;
    }

    // What an enum says about the bits of its own values is its author's meaning, as is [Flags].
    private static bool IsInEnum(IOperation operation) =>
        operation.Syntax.FirstAncestorOrSelf<EnumMemberDeclarationSyntax>() is not null;

    private static bool IsBitwise(BinaryOperatorKind kind) =>
        kind is BinaryOperatorKind.And or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr;

    private static SpecReading? Cast(IOperation operand, SpecEnums enums)
    {
        for (IOperation node = operand; node is IConversionOperation { OperatorMethod: null } conversion; node = conversion.Operand)
        {
            if (States(conversion.Operand.Type, enums) is { } spec)
                return spec;
        }

        return null;
    }

    private static SpecReading? States(ITypeSymbol? type, SpecEnums enums) =>
        enums.OfStates(type) is { } spec && !spec.Type.GetAttributes().Any(a => a.AttributeClass is { Name: "FlagsAttribute" }) ? spec : null;
}
