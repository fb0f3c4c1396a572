using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.CodeFixes;

/// <summary>Reads and changes what methods return.</summary>
internal static class MethodBodies
{
    /// <summary>The return statements of a method itself, not those of functions in it.</summary>
    public static IEnumerable<ReturnStatementSyntax> Returns(this MethodDeclarationSyntax method) =>
        method.Body?.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<ReturnStatementSyntax>() ?? [];

    /// <summary>The values that a method returns, as they are written.</summary>
    public static IEnumerable<ExpressionSyntax> ReturnedValues(this MethodDeclarationSyntax method) =>
        method.ExpressionBody is { Expression: var expression }
            ? expression is ThrowExpressionSyntax ? [] : [expression]
            : method.Returns().Select(statement => statement.Expression).OfType<ExpressionSyntax>();

    /// <summary>Whether a method yields its results.</summary>
    public static bool IsIterator(this MethodDeclarationSyntax method) =>
        method.Body?.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .Any(node => node is YieldStatementSyntax) == true;

    /// <summary>Gives a method another return type.</summary>
    public static MethodDeclarationSyntax Returning(this MethodDeclarationSyntax method, string type) =>
        method.WithReturnType((type == "void"
                ? SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword))
                : SyntaxFactory.ParseTypeName(type))
            .WithTriviaFrom(method.ReturnType));

    /// <summary>Has a method return nothing. What its returned values do besides being values is still done.</summary>
    public static MethodDeclarationSyntax WithoutValues(this MethodDeclarationSyntax method)
    {
        if (method.ExpressionBody is { Expression: not ThrowExpressionSyntax and var value })
            return Effect(value) is { } effect ? method.WithExpression(effect) : method.WithEmptyBody();
        if (method.Body is null)
            return method;
        MethodDeclarationSyntax changed = method.ReplaceNodes(
            method.Returns().Where(statement => statement.Expression is not null), (statement, _) => WithoutValue(statement));

        // The end of the method needs no 'return', unless somebody explains it.
        return changed.Body!.Statements.LastOrDefault() is ReturnStatementSyntax { Expression: null } end
            && !Layout.HasText(end.GetLeadingTrivia()) && !Layout.HasText(end.GetTrailingTrivia())
                ? changed.RemoveNode(end, SyntaxRemoveOptions.KeepNoTrivia)!
                : changed;
    }

    /// <summary>Has a method that returns nothing end by an exception instead, wherever it ends.</summary>
    public static MethodDeclarationSyntax Unfinished(this MethodDeclarationSyntax method, string exception, bool isEndReached)
    {
        string newLine = Layout.NewLine(method);
        string indentation = Layout.IndentationOf(method);
        string inner = indentation + (indentation.Contains('\t') ? "\t" : "    ");
        string throws = $"throw new {exception}();";
        if (method.ExpressionBody is { Expression: not ThrowExpressionSyntax and var expression })
        {
            string body = $"{indentation}{{{newLine}{inner}{expression.WithoutTrivia()};{newLine}{inner}{throws}{newLine}{indentation}}}";
            return method.WithBlock(body, newLine);
        }

        if (method.Body is not { } block)
            return method;
        if (block.Statements.Count == 0 && !Layout.HasText(block.CloseBraceToken.LeadingTrivia) && !Layout.HasText(block.OpenBraceToken.TrailingTrivia))
        {
            SyntaxToken semicolon = SyntaxFactory.Token(default, SyntaxKind.SemicolonToken, block.CloseBraceToken.TrailingTrivia);
            return method.WithBody(null).WithArrow($"new {exception}()", semicolon);
        }

        MethodDeclarationSyntax changed = method.ReplaceNodes(
            method.Returns().Where(statement => statement.Expression is null),
            (statement, _) => SyntaxFactory.ParseStatement(throws).WithTriviaFrom(statement));
        if (!isEndReached)
            return changed;
        bool isOnOneLine = !Layout.EndsLine(block.OpenBraceToken);
        StatementSyntax last = SyntaxFactory.ParseStatement(isOnOneLine ? throws + " " : inner + throws + newLine);
        return changed.WithBody(changed.Body!.AddStatements(last));
    }

    private static StatementSyntax WithoutValue(ReturnStatementSyntax statement)
    {
        SyntaxTriviaList leading = statement.GetLeadingTrivia();
        ReturnStatementSyntax bare = SyntaxFactory.ReturnStatement().WithTriviaFrom(statement);
        if (Effect(statement.Expression!) is not { } effect)
            return bare;
        bool isEnd = statement.Parent is BlockSyntax { Parent: MethodDeclarationSyntax } body && body.Statements.Last() == statement;
        ExpressionStatementSyntax done = SyntaxFactory.ExpressionStatement(effect.WithoutTrivia());
        if (isEnd)
            return done.WithTriviaFrom(statement);

        // In one block, so that it also is one statement where only one may stand.
        return SyntaxFactory.Block(
            SyntaxFactory.Token(leading, SyntaxKind.OpenBraceToken, [SyntaxFactory.Space]),
            [done.WithTrailingTrivia(SyntaxFactory.Space), bare.WithLeadingTrivia().WithTrailingTrivia(SyntaxFactory.Space)],
            SyntaxFactory.Token(default, SyntaxKind.CloseBraceToken, statement.GetTrailingTrivia()));
    }

    private static ExpressionSyntax? Effect(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax parenthesized => Effect(parenthesized.Expression),
        CastExpressionSyntax cast => Effect(cast.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => Effect(sure.Operand),
        LiteralExpressionSyntax or DefaultExpressionSyntax or IdentifierNameSyntax or ThisExpressionSyntax => null,
        PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } => null,
        MemberAccessExpressionSyntax access when Effect(access.Expression) is null => null,
        _ => value,
    };

    private static MethodDeclarationSyntax WithExpression(this MethodDeclarationSyntax method, ExpressionSyntax expression) =>
        method.WithExpressionBody(method.ExpressionBody!.WithExpression(expression.WithTriviaFrom(method.ExpressionBody.Expression)));

    private static MethodDeclarationSyntax WithEmptyBody(this MethodDeclarationSyntax method)
    {
        BlockSyntax body = SyntaxFactory.Block(
            SyntaxFactory.Token(default, SyntaxKind.OpenBraceToken, [SyntaxFactory.Space]),
            default,
            SyntaxFactory.Token(default, SyntaxKind.CloseBraceToken, method.SemicolonToken.TrailingTrivia));
        return method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body);
    }

    private static MethodDeclarationSyntax WithBlock(this MethodDeclarationSyntax method, string block, string newLine)
    {
        SyntaxTriviaList trailing = method.SemicolonToken.TrailingTrivia;
        SyntaxToken head = method.ExpressionBody!.ArrowToken.GetPreviousToken();
        MethodDeclarationSyntax changed = method.ReplaceToken(head, head.WithTrailingTrivia(SyntaxFactory.ParseTrailingTrivia(newLine)));
        return SyntaxFactory.ParseStatement(block) is BlockSyntax parsed
            ? changed.WithExpressionBody(null).WithSemicolonToken(default).WithBody(parsed.WithTrailingTrivia(trailing))
            : method;
    }

    private static MethodDeclarationSyntax WithArrow(this MethodDeclarationSyntax method, string exception, SyntaxToken semicolon)
    {
        ThrowExpressionSyntax expression = SyntaxFactory.ThrowExpression(
            SyntaxFactory.Token(default, SyntaxKind.ThrowKeyword, [SyntaxFactory.Space]), SyntaxFactory.ParseExpression(exception));
        SyntaxToken arrow = SyntaxFactory.Token(default, SyntaxKind.EqualsGreaterThanToken, [SyntaxFactory.Space]);
        return method.WithExpressionBody(SyntaxFactory.ArrowExpressionClause(arrow, expression)).WithSemicolonToken(semicolon);
    }
}
