using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;

namespace MigSdk.CodeFixes;

/// <summary>MIG3005: asks whether a feature is among others instead of whether it is the only one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FeatureEqualityFix)), Shared]
public sealed class FeatureEqualityFix() : SourceFix(RuleIds.FeatureEquality)
{
    private protected override IEnumerable<Offer> Offers(Finding finding)
    {
        if (finding.Node.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(node => node.Span == finding.Diagnostic.Location.SourceSpan)
                is not { ContainsDirectives: false } comparison
            || Sides(comparison, finding) is not var (set, feature, isNegated))
        {
            yield break;
        }

        yield return new Offer("Ask with HasFlag", "HasFlag", edits => edits.Change(comparison, _ => Call(set, feature, isNegated).WithTriviaFrom(comparison)));
    }

    // The set may be on either side of an operator. A set that may be null has no answer to HasFlag.
    private static (ExpressionSyntax Set, ExpressionSyntax Feature, bool IsNegated)? Sides(ExpressionSyntax comparison, Finding finding)
    {
        // 'set is E.Feature' is written as a test for a type.
        if (comparison is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression } type)
        {
            return finding.Model.GetSymbolInfo(type.Right, finding.Cancel).Symbol is IFieldSymbol { HasConstantValue: true } member
                && SymbolEqualityComparer.Default.Equals(finding.Model.GetTypeInfo(type.Left, finding.Cancel).Type, member.Type)
                    ? (type.Left, SyntaxFactory.ParseExpression(type.Right.ToString()), false)
                    : null;
        }

        (ExpressionSyntax One, ExpressionSyntax Other, bool IsNegated)? sides = comparison switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal => (equal.Left, equal.Right, false),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } unequal => (unequal.Left, unequal.Right, true),
            IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax constant } test => (test.Expression, constant.Expression, false),
            IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax constant } } test =>
                (test.Expression, constant.Expression, true),
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } access,
                ArgumentList.Arguments: [var argument],
            } => (access.Expression, argument.Expression, false),
            _ => null,
        };
        if (sides is not var (one, other, isNegated))
            return null;
        bool isOneConstant = finding.Model.GetConstantValue(one, finding.Cancel).HasValue;
        if (isOneConstant == finding.Model.GetConstantValue(other, finding.Cancel).HasValue)
            return null;
        (ExpressionSyntax set, ExpressionSyntax feature) = isOneConstant ? (other, one) : (one, other);
        // A generated Features is of no type where the host has not run the generator; the rule has seen that it is a set.
        ITypeSymbol? compared = finding.Model.GetTypeInfo(set, finding.Cancel).Type;
        ITypeSymbol? enumeration = finding.Model.GetTypeInfo(feature, finding.Cancel).Type;
        return enumeration is { TypeKind: TypeKind.Enum }
            && (compared is null or IErrorTypeSymbol || SymbolEqualityComparer.Default.Equals(compared, enumeration))
                ? (set, feature, isNegated)
                : null;
    }

    private static ExpressionSyntax Call(ExpressionSyntax set, ExpressionSyntax feature, bool isNegated)
    {
        ExpressionSyntax receiver = set.WithoutTrivia();
        bool isPrimary = receiver is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
            or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax;
        ExpressionSyntax call = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                isPrimary ? receiver : SyntaxFactory.ParenthesizedExpression(receiver),
                SyntaxFactory.IdentifierName("HasFlag")),
            SyntaxFactory.ArgumentList([SyntaxFactory.Argument(feature.WithoutTrivia())]));
        return isNegated ? SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, call) : call;
    }
}
