using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MigSdk.Analyzers;

namespace MigSdk.CodeFixes;

/// <summary>MIG5003: records what has been added to a spec.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RecordAdditionFix)), Shared]
public sealed class RecordAdditionFix : CodeFixProvider
{
    internal const string Title = "Record in MigSpec.Unshipped.txt";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.UnrecordedAddition];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => BaselineFixAll.OfSources;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create(
                Title,
                cancel => BaselineFixAll.FixAsync(
                    context.Document.Project.Solution, context.Document.Project.Id, context.Diagnostics, cancel),
                equivalenceKey: Title),
            context.Diagnostics);
        return Task.CompletedTask;
    }
}
