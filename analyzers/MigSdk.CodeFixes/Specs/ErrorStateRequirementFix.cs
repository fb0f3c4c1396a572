using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>MIG2009, where the error state requires a feature: removes the requirement. What else it reports has more than one answer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ErrorStateRequirementFix)), Shared]
public sealed class ErrorStateRequirementFix() : SourceFix(RuleIds.InvalidDeclaration)
{
    private protected override IEnumerable<Offer> Offers(Finding finding)
    {
        if (finding.Find<EnumMemberDeclarationSyntax>() is not { } member
            || finding.Model.GetDeclaredSymbol(member, finding.Cancel) is not { } state
            || SpecReader.TryRead(state.ContainingType) is not { Spec.Error: { } error } reading
            || !SymbolEqualityComparer.Default.Equals(reading.Sources.States[error], state)
            || reading.Findings.All(found => found.Kind != AuditFindingKind.ErrorStateRequiresFeature))
        {
            yield break;
        }

        Offer?[] removals = [.. state.GetAttributes()
            .Where(attribute => attribute.AttributeClass.Is("RequiresAttribute`1") || attribute.AttributeClass.Is("OptionalAttribute"))
            .Select(attribute => AttributeEdits.Removal(attribute.ApplicationSyntaxReference?.GetSyntax(finding.Cancel) as AttributeSyntax))];
        if (removals.Length > 0 && removals.All(removal => removal is not null))
        {
            yield return new Offer($"Remove the requirement from '{state.Name}'", "RemoveRequirement", edits =>
            {
                foreach (Offer? removal in removals)
                    removal!.Edit(edits);
            });
        }
    }
}
