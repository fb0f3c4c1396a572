using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1004: a driver has handlers only at states that its features include.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AbsentFeatureRule() : DriverRule(Descriptor, DriverScope.PlannedDriver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.AbsentFeature,
        "A handler is at a state of a feature that the driver does not declare",
        "{0}",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.AbsentFeature));

    private protected override void Check(DriverCheck check)
    {
        foreach (ArcUse use in check.Driver.ArcHandlers.SelectMany(handler => handler.Arcs))
            Check(check, use.Attribute, use.From, use.To);
        foreach (BoundaryHandlerReading handler in check.Driver.BoundaryHandlers)
            Check(check, handler.Attribute, handler.State);
    }

    private static void Check(DriverCheck check, AttributeData attribute, params int?[] states)
    {
        string[] demands = [.. check.Facts.AbsentStates(states).Select(state => Demand(check, state))];
        if (demands.Length > 0)
        {
            check.Report(
                attribute.AttributeLocation(check.Cancel),
                $"'{check.Driver.Type.Name}' does not declare {string.Join(" nor ", demands)}");
        }
    }

    private static string Demand(DriverCheck check, int state)
    {
        SpecFeature[] missing = [.. check.Facts.MissingFeatures(state)];
        return missing.Length == 1 && missing[0].OptionalState == state
            ? $"the optional state {check.Name(state)}"
            : $"{string.Join(" and ", missing.Select(feature => feature.Name))}, which {check.Name(state)} requires";
    }
}
