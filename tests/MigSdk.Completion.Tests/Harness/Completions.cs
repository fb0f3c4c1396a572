using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Text;

namespace MigSdk.Completion.Tests;

/// <summary>What the provider offers, in the order of the list.</summary>
internal sealed record Completions(Document Document, CompletionService Service, ImmutableArray<CompletionItem> Items)
{
    internal string[] Names => [.. Items.Select(item => item.DisplayText)];

    /// <summary>The description of an item.</summary>
    internal async Task<string> DescribeAsync(string name) =>
        (await Service.GetDescriptionAsync(Document, Item(name)))!.Text;

    /// <summary>The line that the caret is in after an item is taken.</summary>
    internal async Task<string> LineWithAsync(string name)
    {
        TextChange change = (await Service.GetChangeAsync(Document, Item(name))).TextChange;
        SourceText text = await Document.GetTextAsync();
        SourceText changed = text.WithChanges(change);
        return changed.Lines.GetLineFromPosition(change.Span.Start).ToString().Trim();
    }

    private CompletionItem Item(string name) => Items.Single(item => item.DisplayText == name);
}
