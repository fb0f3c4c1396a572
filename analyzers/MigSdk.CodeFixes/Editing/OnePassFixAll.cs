using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigSdk.CodeFixes;

/// <summary>
/// Fix All for every <see cref="SourceFix"/>. The diagnostics are all met on the sources as they are and their edits made
/// together, so members that go to the same place do not get into each other's way, and nothing is compiled in between.
/// </summary>
internal sealed class OnePassFixAll : FixAllProvider
{
    public static OnePassFixAll Instance { get; } = new();

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
        $"Fix all {string.Join(", ", context.DiagnosticIds)}",
        cancel => FixAsync(context.WithCancellationToken(cancel)),
        context.CodeActionEquivalenceKey));

    private static async Task<Solution> FixAsync(FixAllContext context)
    {
        var fix = (SourceFix)context.CodeFixProvider;
        CancellationToken cancel = context.CancellationToken;
        var edits = new SourceEdits();
        var mended = new HashSet<object>();
        foreach (Diagnostic diagnostic in await DiagnosticsAsync(context).ConfigureAwait(false))
        {
            if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is not { } document)
                continue;
            ImmutableArray<Offer> offers = await fix.FindOffersAsync(document, diagnostic, cancel).ConfigureAwait(false);
            if (offers.FirstOrDefault(offer => offer.Key == context.CodeActionEquivalenceKey) is { } chosen
                && (chosen.About is not { } whole || mended.Add(whole)))
            {
                (chosen.EditOfWhole ?? chosen.Edit)(edits);
            }
        }

        return await edits.ApplyAsync(context.Solution, cancel).ConfigureAwait(false);
    }

    /// <summary>What is to be fixed, in the order of the sources.</summary>
    public static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
            return InOrder(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution
            ? context.Solution.Projects.Where(project => project.Language == context.Project.Language)
            : [context.Project];
        var found = new List<Diagnostic>();
        foreach (Project project in projects)
            found.AddRange(InOrder(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false)));
        return found;
    }

    private static IEnumerable<Diagnostic> InOrder(ImmutableArray<Diagnostic> diagnostics) => diagnostics
        .Where(diagnostic => diagnostic.Location.IsInSource)
        .OrderBy(diagnostic => diagnostic.Location.SourceTree!.FilePath, System.StringComparer.Ordinal)
        .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start);
}
