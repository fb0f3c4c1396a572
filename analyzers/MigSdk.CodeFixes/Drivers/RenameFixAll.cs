using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigSdk.CodeFixes;

/// <summary>Renames one member after the other: each renaming looks at the sources that the one before has left.</summary>
internal sealed class RenameFixAll : FixAllProvider
{
    public static RenameFixAll Instance { get; } = new();

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Rename all members with reserved names",
        cancel => FixAsync(context.WithCancellationToken(cancel)),
        context.CodeActionEquivalenceKey));

    private static async Task<Solution> FixAsync(FixAllContext context)
    {
        CancellationToken cancel = context.CancellationToken;
        var found = new List<(DocumentId Document, SyntaxNode Node, SyntaxAnnotation Mark)>();
        foreach (Diagnostic diagnostic in await OnePassFixAll.DiagnosticsAsync(context).ConfigureAwait(false))
        {
            if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await ReservedNameFix.FindAsync(document, diagnostic, cancel).ConfigureAwait(false) is { } member)
            {
                found.Add((document.Id, member.Node, new SyntaxAnnotation()));
            }
        }

        Solution solution = context.Solution;
        foreach (IGrouping<DocumentId, (DocumentId Document, SyntaxNode Node, SyntaxAnnotation Mark)> file in found.GroupBy(member => member.Document))
        {
            ImmutableDictionary<SyntaxNode, SyntaxAnnotation> marks = file.ToImmutableDictionary(member => member.Node, member => member.Mark);
            SyntaxNode root = await file.First().Node.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
            solution = solution.WithDocumentSyntaxRoot(
                file.Key, root.ReplaceNodes(marks.Keys, (original, current) => current.WithAdditionalAnnotations(marks[original])));
        }

        foreach ((DocumentId document, _, SyntaxAnnotation mark) in found)
            solution = await MemberRenaming.RenameAsync(solution, document, mark, cancel).ConfigureAwait(false);
        return solution;
    }
}
