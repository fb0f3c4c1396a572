using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;

namespace MigSdk.CodeFixes;

/// <summary>Renames members whose names are reserved.</summary>
internal static class MemberRenaming
{
    /// <summary>Renames what a node declares.</summary>
    public static async Task<Solution> RenameAsync(Solution solution, DocumentId document, SyntaxNode node, CancellationToken cancel)
    {
        var mark = new SyntaxAnnotation();
        SyntaxNode root = await node.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
        solution = solution.WithDocumentSyntaxRoot(document, root.ReplaceNode(node, node.WithAdditionalAnnotations(mark)));
        return await RenameAsync(solution, document, mark, cancel).ConfigureAwait(false);
    }

    /// <summary>Renames what the node with a mark declares.</summary>
    public static async Task<Solution> RenameAsync(Solution solution, DocumentId id, SyntaxAnnotation mark, CancellationToken cancel)
    {
        if (solution.GetDocument(id) is not { } document
            || await FindAsync(solution, id, mark, cancel).ConfigureAwait(false) is not { } symbol)
        {
            return solution;
        }

        string name = ReservedNameFix.NewName(symbol);
        var doubt = new SyntaxAnnotation();
        solution = await MarkDoubtfulAsync(document.Project, symbol, doubt, cancel).ConfigureAwait(false);
        symbol = await FindAsync(solution, id, mark, cancel).ConfigureAwait(false) ?? symbol;
        solution = await Renamer.RenameSymbolAsync(solution, symbol, new SymbolRenameOptions(), name, cancel).ConfigureAwait(false);
        return await RenameMarkedAsync(solution, id.ProjectId, doubt, symbol.Name, name, cancel).ConfigureAwait(false);
    }

    private static async Task<ISymbol?> FindAsync(Solution solution, DocumentId id, SyntaxAnnotation mark, CancellationToken cancel) =>
        solution.GetDocument(id) is { } document
        && await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is { } root
        && await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is { } model
        && root.GetAnnotatedNodes(mark).FirstOrDefault() is { } node
            ? model.GetDeclaredSymbol(node, cancel)
            : null;

    // Where both the author's member and the generated one could be meant, which the compiler does not accept, the author
    // means their own. The renamer leaves such places alone.
    private static async Task<Solution> MarkDoubtfulAsync(Project project, ISymbol symbol, SyntaxAnnotation doubt, CancellationToken cancel)
    {
        Solution solution = project.Solution;
        foreach (Document document in project.Documents)
        {
            if (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root)
                continue;
            SyntaxToken[] uses = [.. root.DescendantTokens(descendIntoTrivia: true)
                .Where(token => token.ValueText == symbol.Name && token.Parent is SimpleNameSyntax)];
            if (uses.Length == 0 || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model)
                continue;
            SyntaxToken[] doubtful = [.. uses.Where(token => IsDoubtful(model.GetSymbolInfo(token.Parent!, cancel), symbol))];
            if (doubtful.Length > 0)
            {
                solution = solution.WithDocumentSyntaxRoot(
                    document.Id, root.ReplaceTokens(doubtful, (_, token) => token.WithAdditionalAnnotations(doubt)));
            }
        }

        return solution;
    }

    private static bool IsDoubtful(SymbolInfo info, ISymbol symbol) =>
        info.CandidateReason is not (CandidateReason.None or CandidateReason.Inaccessible)
        && info.CandidateSymbols.Contains(symbol, SymbolEqualityComparer.Default);

    private static async Task<Solution> RenameMarkedAsync(
        Solution solution, ProjectId project, SyntaxAnnotation doubt, string old, string name, CancellationToken cancel)
    {
        foreach (DocumentId id in solution.GetProject(project)?.DocumentIds ?? [])
        {
            if (await solution.GetDocument(id)!.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root)
                continue;
            SyntaxToken[] left = [.. root.GetAnnotatedTokens(doubt).Where(token => token.ValueText == old)];
            if (left.Length > 0)
            {
                solution = solution.WithDocumentSyntaxRoot(
                    id, root.ReplaceTokens(left, (_, token) => SyntaxFactory.Identifier(name).WithTriviaFrom(token)));
            }
        }

        return solution;
    }
}
