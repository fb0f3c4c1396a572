using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Options;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;

namespace MigSdk.Completion;

/// <summary>
/// Offers in <c>[Arc(</c> the arcs that the driver still owes, and in <c>[OnEnter(</c> and <c>[OnExit(</c> the states and
/// session groups without such a handler.
/// </summary>
[ExportCompletionProvider(nameof(HandlerCompletionProvider), LanguageNames.CSharp), Shared]
public sealed class HandlerCompletionProvider : CompletionProvider
{
    private const string TextProperty = "text", DescriptionProperty = "description";

    // A pair is typed on over its comma, which must not commit the half of it.
    private static readonly CompletionItemRules Rules = CompletionItemRules.Create(
        filterCharacterRules: [CharacterSetModificationRule.Create(CharacterSetModificationKind.Add, ',', ' ')],
        commitCharacterRules: [CharacterSetModificationRule.Create(CharacterSetModificationKind.Replace, ')')]);

    private static readonly CompletionItemRules Preselected = Rules.WithMatchPriority(MatchPriority.Preselect);

    /// <inheritdoc/>
    public override bool ShouldTriggerCompletion(SourceText text, int caretPosition, CompletionTrigger trigger, OptionSet options) =>
        trigger.Kind is CompletionTriggerKind.Invoke or CompletionTriggerKind.InvokeAndCommitIfUnique
        || (trigger.Kind == CompletionTriggerKind.Insertion && TypedText.BeginsArgument(text, caretPosition));

    /// <inheritdoc/>
    public override async Task ProvideCompletionsAsync(CompletionContext context)
    {
        CancellationToken cancel = context.CancellationToken;
        if (await DriverPlace.FindAsync(context.Document, context.CompletionListSpan, cancel).ConfigureAwait(false) is not { } place)
            return;

        IEnumerable<Offer> offers = place.Attribute.Kind == HandlerAttribute.Arc
            ? ArcOffers.At(place, cancel)
            : BoundaryOffers.At(place);
        int position = 0;
        foreach (Offer offer in offers)
            context.AddItem(Item(offer, position++));
    }

    /// <inheritdoc/>
    public override Task<CompletionDescription?> GetDescriptionAsync(
        Document document, CompletionItem item, CancellationToken cancellationToken) =>
        Task.FromResult<CompletionDescription?>(CompletionDescription.FromText(item.Properties[DescriptionProperty]));

    /// <inheritdoc/>
    public override Task<CompletionChange> GetChangeAsync(
        Document document, CompletionItem item, char? commitKey, CancellationToken cancellationToken) =>
        Task.FromResult(CompletionChange.Create(new TextChange(item.Span, item.Properties[TextProperty])));

    private static CompletionItem Item(Offer offer, int position) => CompletionItem.Create(
        offer.Name,
        // Before everything that begins with a letter.
        sortText: $"!{position:D4}",
        properties: ImmutableDictionary<string, string>.Empty
            .Add(TextProperty, offer.Text)
            .Add(DescriptionProperty, offer.Description),
        tags: [WellKnownTags.EnumMember],
        rules: offer.IsNeeded && position == 0 ? Preselected : Rules,
        inlineDescription: offer.Hint);
}
