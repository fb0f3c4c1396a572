using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>
/// MIG1014: awaits a task that a handler drops. A synchronous handler becomes asynchronous where the driver has another that is;
/// it would lose its <c>SetState</c> otherwise, and only the author knows whether hosts can do without.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IgnoredTaskFix)), Shared]
public sealed class IgnoredTaskFix() : SourceFix(RuleIds.IgnoredTask)
{
    private protected override IEnumerable<Offer> Offers(Finding finding)
    {
        if (finding.Find<InvocationExpressionSyntax>() is not { } innermost || Dropped(innermost) is not { } dropped)
            return [];
        SyntaxNode? function = dropped.Ancestors().FirstOrDefault(node =>
            node is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);
        bool isAsync = function switch
        {
            MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
            AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.AsyncKeyword),
            _ => false,
        };
        if (isAsync)
            return [new Offer("Await the task", "Await", edits => edits.Change(dropped, Await))];
        return function is MethodDeclarationSyntax handler && CanBeAsync(handler, finding)
            ? [new Offer("Await the task", "Await", edits => MakeAsync(edits, handler, dropped, finding))]
            : [];
    }

    // The expression that the statement, or the body, is made of.
    private static ExpressionSyntax? Dropped(InvocationExpressionSyntax call)
    {
        ExpressionSyntax outermost = call;
        while (outermost.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer })
            outermost = outer;
        if (outermost.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard)
            outermost = discard;
        return outermost.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax ? outermost : null;
    }

    private static bool CanBeAsync(MethodDeclarationSyntax handler, Finding finding) =>
        finding.Model.GetDeclaredSymbol(handler, finding.Cancel) is { ReturnsVoid: true } method
        && finding.Driver() is { Spec: not null } driver
        && driver.ArcHandlers.Any(other => other.Signature is { IsUsable: true, Returns: HandlerReturnKind.Asynchronous })
        && HandlerRole.TryRead(driver, method) is { IsHandler: true }
        && HandlerRepair.TryBegin(finding, method) is { } repair
        && repair.IsCalledNowhere()
        && !method.Parameters.Any(parameter => parameter.RefKind != RefKind.None);

    private static ExpressionSyntax Await(ExpressionSyntax expression)
    {
        ExpressionSyntax task = expression is AssignmentExpressionSyntax discard ? discard.Right : expression;
        return SyntaxFactory.AwaitExpression(
                SyntaxFactory.Token(default, SyntaxKind.AwaitKeyword, [SyntaxFactory.Space]), task.WithoutTrivia())
            .WithTriviaFrom(expression);
    }

    private static void MakeAsync(SourceEdits edits, MethodDeclarationSyntax handler, ExpressionSyntax dropped, Finding finding)
    {
        edits.Change(dropped, Await);
        string type = new Names(finding.Model, handler.Identifier.SpanStart).OfSystem("System.Threading.Tasks.ValueTask");
        edits.Change(handler, current =>
        {
            if (current.Modifiers.Any(SyntaxKind.AsyncKeyword))
                return current;
            SyntaxToken async = SyntaxFactory.Token(
                current.ReturnType.GetLeadingTrivia(), SyntaxKind.AsyncKeyword, [SyntaxFactory.Space]);
            return current.Returning(type).WithModifiers(current.Modifiers.Add(async)) is var changed
                ? changed.WithReturnType(changed.ReturnType.WithLeadingTrivia())
                : current;
        });
    }
}
