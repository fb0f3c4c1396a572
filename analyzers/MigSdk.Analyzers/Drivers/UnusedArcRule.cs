using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1005: a driver has handlers only for arcs that its plan uses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedArcRule() : DriverRule(Descriptor, DriverScope.PlannedDriver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnusedArc,
        "A handler is for an arc that the driver never takes",
        "{0} is an arc of drivers without {1} only: '{2}' goes {3}",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.UnusedArc));

    private protected override void Check(DriverCheck check)
    {
        foreach (ArcUse use in check.Driver.ArcHandlers.SelectMany(handler => handler.Arcs))
        {
            if (use.Pair is { } arc && check.Facts.Judge(use) == ArcVerdict.UnusedArc)
                Report(check, use.Attribute, arc);
        }
    }

    private static void Report(DriverCheck check, AttributeData attribute, StatePair arc)
    {
        StateMachineSpec spec = check.Driver.Spec!;
        ImmutableArray<int> path = check.Driver.Plan.GetPath(arc.From, arc.To);

        // What the states in between need beyond the arc's own states is what makes this driver go through them.
        IndexSet without = path.Aggregate(IndexSet.Empty, (needed, state) => needed.Union(spec.States[state].Requires))
            .Except(check.Facts.SmallestFeatures(arc).Union(spec.MandatoryFeatures));
        check.Report(
            attribute.AttributeLocation(check.Cancel),
            check.Name(arc),
            string.Join(" and ", without.Select(feature => spec.Features[feature].Name)),
            check.Driver.Type.Name,
            string.Join(" -> ", path.Insert(0, arc.From).Select(check.Name)));
    }
}
