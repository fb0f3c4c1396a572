using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1009: a driver declares features, or optional states, of its spec.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FeatureSetRule() : DriverRule(Descriptor, DriverScope.Driver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.FeatureSet,
        "A driver declares features that its spec does not have",
        "{0}",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.FeatureSet));

    private protected override void Check(DriverCheck check)
    {
        // Where the spec could not be read, what it has is not known.
        if (check.Driver is not { HasHalfTypedFeatures: false, SpecReading: { IsHalfTyped: false, Faults.IsEmpty: true } })
            return;
        foreach (FeatureProblem problem in check.Driver.FeatureProblems)
            check.Report(check.Driver.Attribute.ArgumentLocation(problem.Item, check.Cancel), problem.Message);
    }
}
