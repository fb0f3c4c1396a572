using System.Collections.Generic;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;

namespace MigSdk.CodeFixes;

/// <summary>
/// MIG1003, MIG1005, MIG1006 and MIG1015: removes an attribute that is for nothing, or for what another one is for. The
/// method stays: it is the author's, and others may call it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HandlerAttributeFix)), Shared]
public sealed class HandlerAttributeFix() : SourceFix(
    RuleIds.NotInSpec, RuleIds.UnusedArc, RuleIds.DuplicateHandler, RuleIds.UnreachableBoundary)
{
    private protected override IEnumerable<Offer> Offers(Finding finding) =>
        AttributeEdits.Removal(finding.Find<AttributeSyntax>()) is { } removal ? [removal] : [];
}
