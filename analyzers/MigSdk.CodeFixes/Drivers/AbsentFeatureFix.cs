using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>MIG1004: declares what a handler's states require, or removes the handler's attribute.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AbsentFeatureFix)), Shared]
public sealed class AbsentFeatureFix() : SourceFix(RuleIds.AbsentFeature)
{
    private protected override IEnumerable<Offer> Offers(Finding finding)
    {
        if (finding.Find<AttributeSyntax>() is not { } syntax)
            yield break;
        if (finding.Driver() is { HasMeaningfulPlan: true, FeatureProblems.IsEmpty: true } driver
            && Declaration(finding, driver, syntax) is { } declaration)
        {
            yield return declaration;
        }

        if (AttributeEdits.Removal(syntax) is { } removal)
            yield return removal;
    }

    private static Offer? Declaration(Finding finding, DriverReading driver, AttributeSyntax syntax)
    {
        if (driver.Attribute.ApplicationSyntaxReference?.GetSyntax(finding.Cancel) is not AttributeSyntax declaration
            || DeclaredFeatures.Arguments(driver.Attribute, declaration) is not { } arguments
            || MissingFeatures(driver, syntax, finding) is not { IsEmpty: false } missing)
        {
            return null;
        }

        SpecFeature[] features = [.. missing.Select(feature => driver.Spec!.Features[feature])];
        bool isList = features.All(feature => feature.OptionalState is not null);
        var names = new Names(finding.ModelOf(declaration), declaration.SpanStart);
        string[] texts = [.. features.Select(feature => Member(driver, feature)).OfType<IFieldSymbol>().Select(names.Of)];
        if (texts.Length < features.Length || (!isList && features.Any(feature => feature.OptionalState is not null)))
            return null;

        // Nothing at all is said as 'None'.
        bool isNone = !isList && arguments.Length == 1 && Constants.Integer(driver.Attribute.ConstructorArguments[0].Value) == 0;
        return new Offer(
            $"Declare {string.Join(" and ", features.Select(feature => feature.Name))}",
            "DeclareFeature",
            edits => edits.Change(
                declaration,
                current => DeclaredFeatures.With(
                    isNone && current.GetCurrentNode(arguments[0]) is { } none ? DeclaredFeatures.Without(current, none) : current,
                    texts,
                    isList),
                isNone ? arguments : []));
    }

    // What the attribute's states require and the driver lacks, if the handler would have a place in the driver then.
    private static IndexSet MissingFeatures(DriverReading driver, AttributeSyntax syntax, Finding finding)
    {
        ArcUse? use = driver.ArcHandlers.SelectMany(handler => handler.Arcs)
            .FirstOrDefault(arc => IsIt(arc.Attribute));
        int?[] states = use is not null
            ? [use.From, use.To]
            : [driver.BoundaryHandlers.FirstOrDefault(handler => IsIt(handler.Attribute))?.State];
        IndexSet required = states.OfType<int>()
            .Aggregate(IndexSet.Empty, (features, state) => features.Union(driver.Spec!.States[state].Requires));
        bool isOfUse = use is null || driver.SpecReading!.PlanFor(driver.Plan.Features.Union(required)).RequiredArcs
            .Any(arc => arc.From == use.From && arc.To == use.To);
        return isOfUse ? required.Except(driver.Plan.Features) : IndexSet.Empty;

        bool IsIt(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(finding.Cancel) == syntax;
    }

    private static IFieldSymbol? Member(DriverReading driver, SpecFeature feature) => feature.OptionalState is { } state
        ? driver.SpecReading!.Sources.States[state]
        : driver.SpecReading!.FeatureType?.GetMembers(feature.Name).OfType<IFieldSymbol>().FirstOrDefault();
}
