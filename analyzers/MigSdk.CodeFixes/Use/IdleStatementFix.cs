using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;

namespace MigSdk.CodeFixes;

/// <summary>
/// MIG3003 and MIG3014: removes a statement that only asks and does not use the answer, or that asks for the state that the
/// driver is in. A call whose arguments do something is left to the author.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IdleStatementFix)), Shared]
public sealed class IdleStatementFix() : SourceFix(RuleIds.DiscardedAnswer, RuleIds.NoOpTransition)
{
    private protected override IEnumerable<Offer> Offers(Finding finding)
    {
        if (finding.Find<StatementSyntax>() is not ExpressionStatementSyntax { ContainsDirectives: false, ContainsDiagnostics: false } statement
            || !Question(statement.Expression).Span.IntersectsWith(finding.Diagnostic.Location.SourceSpan)
            || !IsPlain(Question(statement.Expression)))
        {
            yield break;
        }

        yield return new Offer("Remove the statement", "RemoveStatement", edits => Remove(edits, statement));
    }

    // Without what only throws the answer away.
    private static ExpressionSyntax Question(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "AsTask", Expression: var inner } } => Question(inner),
        AwaitExpressionSyntax task => Question(task.Expression),
        ParenthesizedExpressionSyntax parenthesized => Question(parenthesized.Expression),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard => Question(discard.Right),
        _ => expression,
    };

    // The call itself may be there, and nothing else that does something.
    private static bool IsPlain(ExpressionSyntax question) => !question.DescendantNodesAndSelf().Any(node =>
        node is AssignmentExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax or PostfixUnaryExpressionSyntax
            or DeclarationExpressionSyntax { Designation: not DiscardDesignationSyntax }
        || (node is InvocationExpressionSyntax && node != question)
        || node.IsKind(SyntaxKind.PreIncrementExpression)
        || node.IsKind(SyntaxKind.PreDecrementExpression));

    private static void Remove(SourceEdits edits, ExpressionStatementSyntax statement)
    {
        if (statement.Parent is BlockSyntax or SwitchSectionSyntax { Statements.Count: > 1 })
        {
            SyntaxNode parent = statement.Parent;
            edits.Change(parent, current => current.GetCurrentNode(statement) is { } found ? Without(current, found) : current, statement);
        }
        else if (statement.Parent is GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global)
        {
            edits.Change(unit, current => current.GetCurrentNode(global) is { } found ? Without(current, found) : current, global);
        }
        else
        {
            // A branch or a loop must have a body.
            edits.Change(statement, current => SyntaxFactory.Block(
                SyntaxFactory.Token(current.GetLeadingTrivia(), SyntaxKind.OpenBraceToken, [SyntaxFactory.Space]),
                default,
                SyntaxFactory.Token(default, SyntaxKind.CloseBraceToken, current.GetTrailingTrivia())));
        }
    }

    // Comments stay, without the line that the statement stood on.
    private static SyntaxNode Without(SyntaxNode parent, SyntaxNode statement)
    {
        SyntaxTriviaList leading = statement.GetLeadingTrivia();
        SyntaxTriviaList trailing = statement.GetTrailingTrivia();
        bool endsInSpace = leading.Count > 0 && leading.Last().IsKind(SyntaxKind.WhitespaceTrivia);
        SyntaxNode bare = Layout.HasText(trailing)
            ? statement
            : statement.WithTrailingTrivia().WithLeadingTrivia(endsInSpace ? leading.RemoveAt(leading.Count - 1) : leading);
        var mark = new SyntaxAnnotation();
        parent = parent.ReplaceNode(statement, bare.WithAdditionalAnnotations(mark));
        SyntaxRemoveOptions options = Layout.HasText(leading) || Layout.HasText(trailing)
            ? SyntaxRemoveOptions.KeepExteriorTrivia
            : SyntaxRemoveOptions.KeepNoTrivia;
        return parent.RemoveNode(parent.GetAnnotatedNodes(mark).Single(), options) ?? parent;
    }
}
