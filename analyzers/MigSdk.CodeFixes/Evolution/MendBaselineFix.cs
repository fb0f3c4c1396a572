using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MigSdk.Analyzers;

namespace MigSdk.CodeFixes;

/// <summary>MIG5004: removes lines of a baseline file that say nothing. What cannot be read is left to its author.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(MendBaselineFix),
    DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)],
    DocumentExtensions = [".txt"]), Shared]
public sealed class MendBaselineFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.FaultyBaseline];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => BaselineFixAll.OfBaselines;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (TitleOf(diagnostic) is not { } title)
                continue;
            Project project = context.TextDocument.Project;
            context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    cancel => BaselineFixAll.FixAsync(project.Solution, project.Id, [diagnostic], cancel),
                    equivalenceKey: nameof(MendBaselineFix)),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static string? TitleOf(Diagnostic diagnostic)
    {
        diagnostic.Properties.TryGetValue(FaultyBaselineRule.RemedyKey, out string? remedy);
        diagnostic.Properties.TryGetValue(FaultyBaselineRule.SpecKey, out string? spec);
        return remedy switch
        {
            FaultyBaselineRule.RemoveLine => "Remove the line",
            FaultyBaselineRule.RemoveSpec => $"Remove all lines about '{spec}'",
            FaultyBaselineRule.RecordSpec => $"Take back what '{spec}' does not have",
            _ => null,
        };
    }
}
