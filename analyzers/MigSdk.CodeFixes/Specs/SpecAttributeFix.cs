using System.Collections.Generic;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;

namespace MigSdk.CodeFixes;

/// <summary>MIG2005, MIG2006 and MIG2008: removes an arc or a blocked pair that has no meaning in its spec.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SpecAttributeFix)), Shared]
public sealed class SpecAttributeFix() : SourceFix(RuleIds.ErrorStateArc, RuleIds.IdleBlockedPair, RuleIds.IdleArc)
{
    private protected override IEnumerable<Offer> Offers(Finding finding) =>
        AttributeEdits.Removal(finding.Find<AttributeSyntax>()) is { } removal ? [removal] : [];
}
