using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MigSdk.Analyzers;

namespace MigSdk.CodeFixes;

/// <summary>
/// Mends the baseline files of projects, each once for all of its diagnostics: the usual provider puts together changes
/// of source files only.
/// </summary>
internal sealed class BaselineFixAll : FixAllProvider
{
    private readonly ImmutableArray<FixAllScope> _scopes;

    private BaselineFixAll(params FixAllScope[] scopes) => _scopes = [.. scopes];

    /// <summary>For diagnostics in sources.</summary>
    public static BaselineFixAll OfSources { get; } = new(FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution);

    /// <summary>For diagnostics in the files themselves, which are no source of any document.</summary>
    public static BaselineFixAll OfBaselines { get; } = new(FixAllScope.Project, FixAllScope.Solution);

    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => _scopes;

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(
        CodeAction.Create(
            "Mend the baseline files",
            _ => FixAsync(fixAllContext),
            equivalenceKey: fixAllContext.CodeActionEquivalenceKey));

    /// <summary>Mends the baseline files of a project.</summary>
    public static async Task<Solution> FixAsync(
        Solution solution, ProjectId id, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancel)
    {
        if (solution.GetProject(id) is not { } project || BaselineDocuments.TryRead(project, cancel) is not { } documents)
            return solution;

        // By number first: later removals and additions move the lines.
        foreach (IGrouping<string, Diagnostic> file in WithRemedy(diagnostics, FaultyBaselineRule.RemoveLine)
            .GroupBy(diagnostic => diagnostic.Location.GetLineSpan().Path))
        {
            documents.Remove(file.Key, file.Select(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1));
        }

        foreach (string spec in Specs(WithRemedy(diagnostics, FaultyBaselineRule.RemoveSpec)))
            documents.Remove(spec);
        IEnumerable<Diagnostic> unrecorded = diagnostics.Where(diagnostic => diagnostic.Id == RuleIds.UnrecordedAddition)
            .Concat(WithRemedy(diagnostics, FaultyBaselineRule.RecordSpec));
        await documents.RecordAsync(Specs(unrecorded), isAccepted: false, cancel).ConfigureAwait(false);
        return documents.Apply(solution);
    }

    private static async Task<Solution> FixAsync(FixAllContext context)
    {
        Solution solution = context.Solution;
        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        foreach (Project project in projects.Where(project => project.Language == LanguageNames.CSharp))
        {
            ImmutableArray<Diagnostic> diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            solution = await FixAsync(solution, project.Id, diagnostics, context.CancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    private static IEnumerable<Diagnostic> WithRemedy(ImmutableArray<Diagnostic> diagnostics, string remedy) =>
        diagnostics.Where(diagnostic =>
            diagnostic.Properties.TryGetValue(FaultyBaselineRule.RemedyKey, out string? said) && said == remedy);

    private static IEnumerable<string> Specs(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .Select(diagnostic => diagnostic.Properties.TryGetValue(EvolutionRule.SpecKey, out string? spec) ? spec : null)
        .OfType<string>();
}
