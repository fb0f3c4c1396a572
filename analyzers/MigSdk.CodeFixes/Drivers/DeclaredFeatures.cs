using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.CodeFixes;

/// <summary>The argument of a driver's attribute that says which features or optional states the driver has.</summary>
internal static class DeclaredFeatures
{
    /// <summary>The arguments that give constructor parameters their values; null where they are no plain list of them.</summary>
    public static AttributeArgumentSyntax[]? Arguments(AttributeData attribute, AttributeSyntax syntax)
    {
        AttributeArgumentSyntax[] arguments =
            [.. syntax.ArgumentList?.Arguments.Where(argument => argument.NameEquals is null) ?? []];
        bool isList = attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array } list]
            ? !list.IsNull && list.Values.Length == arguments.Length && arguments.All(argument => !IsArray(argument.Expression))
            : arguments.Length <= 1;
        return isList ? arguments : null;
    }

    /// <summary>Adds features to what a driver declares.</summary>
    public static AttributeSyntax With(AttributeSyntax attribute, IEnumerable<string> names, bool isList)
    {
        foreach (string name in names)
        {
            AttributeArgumentSyntax? argument = attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals is null);
            if (attribute.ArgumentList?.Arguments.Any(a => Operands(a.Expression).Any(operand => operand.ToString() == name)) == true)
                continue;
            ExpressionSyntax added = SyntaxFactory.ParseExpression(name);
            attribute = isList || argument is null
                ? WithArgument(attribute, SyntaxFactory.AttributeArgument(added))
                : attribute.ReplaceNode(argument.Expression, Or(argument.Expression, added));
        }

        return attribute;
    }

    /// <summary>Removes arguments, and the parentheses with the last of them.</summary>
    public static AttributeSyntax Without(AttributeSyntax attribute, AttributeArgumentSyntax argument)
    {
        if (attribute.ArgumentList is not { } list || list.Arguments.IndexOf(argument) is not (>= 0 and var index))
            return attribute;
        return list.Arguments.Count == 1
            ? attribute.WithArgumentList(null).WithTrailingTrivia(attribute.GetTrailingTrivia())
            : attribute.WithArgumentList(list.WithArguments(list.Arguments.RemoveAt(index)));
    }

    /// <summary>The parts of <c>A | B</c>, in order.</summary>
    public static IEnumerable<ExpressionSyntax> Operands(ExpressionSyntax expression) => expression switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } or => Operands(or.Left).Concat(Operands(or.Right)),
        ParenthesizedExpressionSyntax parenthesized => Operands(parenthesized.Expression),
        _ => [expression],
    };

    /// <summary>Joins two sets of features.</summary>
    public static ExpressionSyntax Or(ExpressionSyntax left, ExpressionSyntax right)
    {
        bool isTight = left is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression or (int)SyntaxKind.BitwiseAndExpression }
            or not (BinaryExpressionSyntax or ConditionalExpressionSyntax or AssignmentExpressionSyntax or LambdaExpressionSyntax);
        ExpressionSyntax bare = left.WithoutTrivia();
        return SyntaxFactory.BinaryExpression(
                SyntaxKind.BitwiseOrExpression,
                isTight ? bare : SyntaxFactory.ParenthesizedExpression(bare),
                SyntaxFactory.Token([SyntaxFactory.Space], SyntaxKind.BarToken, [SyntaxFactory.Space]),
                right)
            .WithTriviaFrom(left);
    }

    private static bool IsArray(ExpressionSyntax expression) =>
        expression is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax;

    // After those that are there, before the named ones.
    private static AttributeSyntax WithArgument(AttributeSyntax attribute, AttributeArgumentSyntax added)
    {
        if (attribute.ArgumentList is not { Arguments.Count: > 0 } list)
        {
            return attribute.WithoutTrailingTrivia()
                .WithArgumentList(SyntaxFactory.AttributeArgumentList([added]).WithTrailingTrivia(attribute.GetTrailingTrivia()));
        }

        int at = list.Arguments.Count(argument => argument.NameEquals is null);
        SyntaxToken comma = SyntaxFactory.Token(default, SyntaxKind.CommaToken, [SyntaxFactory.Space]);
        List<AttributeArgumentSyntax> arguments = [.. list.Arguments];
        arguments.Insert(at, added);
        List<SyntaxToken> commas = [.. list.Arguments.GetSeparators()];
        commas.Insert(System.Math.Min(at, commas.Count), comma);
        return attribute.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList(arguments, commas)));
    }
}
