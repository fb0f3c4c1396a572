using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace MigSdk.CodeFixes;

/// <summary>Makes one of the handlers that do the same.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(MergeHandlersRefactoring)), Shared]
public sealed class MergeHandlersRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        if (await HandlerMethod.FindAsync(context).ConfigureAwait(false) is not { } handler
            || MergeableHandlers.Of(handler, context.CancellationToken) is not { IsEmpty: false } others)
        {
            return;
        }

        context.RegisterRefactoring(CodeAction.Create(
            others.Length == 1
                ? $"Merge with '{others[0].Symbol.Name}', which does the same"
                : $"Merge with {others.Length} handlers that do the same",
            cancel => MergeAsync(context.Document, handler, others, cancel),
            "Merge"));
    }

    private static async Task<Solution> MergeAsync(
        Document document, HandlerMethod handler, ImmutableArray<HandlerMethod> others, CancellationToken cancel)
    {
        List<ReferenceLocation> uses = [];
        foreach (HandlerMethod other in others)
        {
            foreach (ReferencedSymbol found in await SymbolFinder
                .FindReferencesAsync(other.Symbol, document.Project.Solution, cancel).ConfigureAwait(false))
            {
                uses.AddRange(found.Locations);
            }
        }

        SyntaxNode root = (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false))!
            .TrackNodes(others.Select(other => other.Syntax).Append(handler.Syntax));
        Solution solution = await RenameAsync(
            document.Project.Solution.WithDocumentSyntaxRoot(document.Id, root), uses, handler.Symbol.Name, cancel).ConfigureAwait(false);

        root = (await solution.GetDocument(document.Id)!.GetSyntaxRootAsync(cancel).ConfigureAwait(false))!;
        foreach (HandlerMethod other in others)
            root = Remove(root, root.GetCurrentNode(other.Syntax)!);
        MethodDeclarationSyntax current = root.GetCurrentNode(handler.Syntax)!;
        return solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNode(current, WithAttributesOf(current, handler, others, cancel)));
    }

    // Only names change, and the tracked root has the same text as the one that was searched.
    private static async Task<Solution> RenameAsync(
        Solution solution, IEnumerable<ReferenceLocation> uses, string name, CancellationToken cancel)
    {
        foreach (IGrouping<DocumentId, ReferenceLocation> file in uses
            .Where(use => use is { IsImplicit: false, Document: not SourceGeneratedDocument })
            .GroupBy(use => use.Document.Id))
        {
            SyntaxNode? root = await solution.GetDocument(file.Key)!.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
            if (root is null)
                continue;
            IEnumerable<SyntaxToken> tokens = file
                .Select(use => root.FindToken(use.Location.SourceSpan.Start, findInsideTrivia: true))
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken));
            root = root.ReplaceTokens(tokens, (token, _) => SyntaxFactory.Identifier(name).WithTriviaFrom(token));
            solution = solution.WithDocumentSyntaxRoot(file.Key, root);
        }

        return solution;
    }

    private static SyntaxNode Remove(SyntaxNode root, MethodDeclarationSyntax method)
    {
        // What becomes the first member has no empty line above it.
        if (method.Parent is TypeDeclarationSyntax type && type.Members[0] == method && type.Members.Count > 1)
        {
            MemberDeclarationSyntax next = type.Members[1];
            SyntaxTriviaList above = [.. next.GetLeadingTrivia().SkipWhile(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))];
            SyntaxAnnotation mark = new();
            root = root.ReplaceNodes(
                [method, next], (node, now) => node == method ? now.WithAdditionalAnnotations(mark) : now.WithLeadingTrivia(above));
            return root.RemoveNode(root.GetAnnotatedNodes(mark).Single(), SyntaxRemoveOptions.KeepNoTrivia)!;
        }

        return root.RemoveNode(method, SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    private static MethodDeclarationSyntax WithAttributesOf(
        MethodDeclarationSyntax current, HandlerMethod handler, ImmutableArray<HandlerMethod> others, CancellationToken cancel)
    {
        SyntaxTriviaList above = current.GetLeadingTrivia();
        SyntaxTriviaList indentation = [.. above.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse()];
        SyntaxTriviaList end = current.AttributeLists.Last().GetTrailingTrivia();
        bool hasOwnLine = end.Any(SyntaxKind.EndOfLineTrivia);
        SyntaxTrivia newLine = hasOwnLine ? end.First(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) : SyntaxFactory.LineFeed;
        foreach (string comment in others.SelectMany(other => Comments(other.Syntax)).Distinct().Except(Comments(handler.Syntax)))
            above = [.. above, SyntaxFactory.Comment(comment), newLine, .. indentation];

        IEnumerable<AttributeListSyntax> added = others.Select(other => SyntaxFactory
            .AttributeList(AttributeChoice.Row(
                other.Arcs.Concat(other.Boundaries).Select(attribute => HandlerMethod.SyntaxOf(attribute, cancel)!)))
            .WithLeadingTrivia(hasOwnLine ? indentation : default)
            .WithTrailingTrivia(hasOwnLine ? newLine : SyntaxFactory.Space));
        return current.WithAttributeLists(current.AttributeLists.AddRange(added)).WithLeadingTrivia(above);
    }

    private static IEnumerable<string> Comments(MethodDeclarationSyntax method) =>
        method.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)).Select(trivia => trivia.ToString());
}
