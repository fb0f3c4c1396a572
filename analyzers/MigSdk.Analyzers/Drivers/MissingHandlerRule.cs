using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1002: a driver has a handler for every arc that its features require.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingHandlerRule() : DriverRule(Descriptor, DriverScope.PlannedDriver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.MissingHandler,
        "A required arc has no handler",
        "'{0}' must handle {1}: {2}",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.MissingHandler));

    /// <summary>Keys of the properties that fixes need: the arc's states, and the session group that it opens or null.</summary>
    public const string FromProperty = "from", ToProperty = "to", OpensProperty = "opens";

    private protected override void Check(DriverCheck check)
    {
        foreach (RequiredArc arc in MissingArcs.Of(check.Driver))
            Report(check, arc, new StatePair(arc.From, arc.To));
    }

    private static void Report(DriverCheck check, RequiredArc arc, StatePair pair)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty
            .Add(FromProperty, check.Name(arc.From))
            .Add(ToProperty, check.Name(arc.To))
            .Add(OpensProperty, arc.Opens);
        check.Report(
            check.Driver.Type.Identifier(check.Driver.Attribute, check.Cancel),
            properties,
            check.Driver.Type.Name,
            check.Name(pair),
            ShortestCombination(check.Driver.Plan, pair) is { } transition
                ? $"the transition {check.Name(transition)} needs it"
                : "a host may ask for this transition");
    }

    // The shortest one begins or ends with the arc, unless its own path is another; looking at all would take too long in a
    // spec of hundreds of states.
    private static StatePair? ShortestCombination(DriverPlan plan, StatePair arc)
    {
        ImmutableArray<StatePair> combinations = plan.CombinationsUsing(arc.From, arc.To);
        return combinations
            .Where(pair => pair.From == arc.From || pair.To == arc.To)
            .OrderBy(pair => plan.GetPath(pair.From, pair.To).Length)
            .Concat(combinations.Take(1))
            .Select(pair => (StatePair?)pair)
            .FirstOrDefault();
    }
}
