using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MigSdk.Analyzers;

namespace MigSdk.CodeFixes;

/// <summary>
/// MIG5001 and MIG5002: takes back on purpose what hosts count on. Not for many specs at once, because that is to be
/// thought about at each.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptChangeFix)), Shared]
public sealed class AcceptChangeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.BreakingChange, RuleIds.OptOutChange];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(EvolutionRule.SpecKey, out string? spec) || spec is null)
                continue;
            string title = diagnostic.Id == RuleIds.BreakingChange ? "Accept the breaking change" : "Accept the opt-out change";
            context.RegisterCodeFix(
                CodeAction.Create(title, cancel => AcceptAsync(context.Document.Project, spec, cancel), equivalenceKey: title),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> AcceptAsync(Project project, string spec, CancellationToken cancel)
    {
        if (BaselineDocuments.TryRead(project, cancel) is not { } documents)
            return project.Solution;
        await documents.RecordAsync([spec], isAccepted: true, cancel).ConfigureAwait(false);
        return documents.Apply(project.Solution);
    }
}
