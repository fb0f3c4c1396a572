using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigSdk.CodeFixes;

/// <summary>A fix whose actions are edits of sources. Fix All makes the edits of all diagnostics in one pass.</summary>
public abstract class SourceFix : CodeFixProvider
{
    private protected SourceFix(params string[] ids) => FixableDiagnosticIds = [.. ids];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => OnePassFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // Diagnostics about one thing come together, and what mends all of them is offered once.
        var offered = new HashSet<(string, object)>();
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (Offer offer in await FindOffersAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                if (offer is { About: { } whole, EditOfWhole: null } && !offered.Add((offer.Key, whole)))
                    continue;
                Solution solution = context.Document.Project.Solution;
                context.RegisterCodeFix(
                    CodeAction.Create(offer.Title, cancel => ApplyAsync(offer, solution, cancel), offer.Key), diagnostic);
            }
        }
    }

    /// <summary>What can be done about a diagnostic.</summary>
    internal async Task<ImmutableArray<Offer>> FindOffersAsync(Document document, Diagnostic diagnostic, CancellationToken cancel) =>
        await Finding.FindAsync(document, diagnostic, cancel).ConfigureAwait(false) is { } finding ? [.. Offers(finding)] : [];

    /// <summary>What can be done about a diagnostic: nothing where there is no one right answer.</summary>
    private protected abstract IEnumerable<Offer> Offers(Finding finding);

    private static Task<Solution> ApplyAsync(Offer offer, Solution solution, CancellationToken cancel)
    {
        var edits = new SourceEdits();
        offer.Edit(edits);
        return edits.ApplyAsync(solution, cancel);
    }
}
