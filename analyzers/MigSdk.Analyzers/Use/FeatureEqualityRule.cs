using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG3005: whether a feature is in a set is not asked by equality.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FeatureEqualityRule() : UseRule(
    Descriptor, OperationKind.Binary, OperationKind.Invocation, OperationKind.ConstantPattern, OperationKind.CaseClause)
{
    /// <summary>Property of a diagnostic: how the comparison is written, one of the constants below.</summary>
    public const string Form = "form";

    /// <summary><c>features == P2P</c> or <c>!=</c>, with the set on the left.</summary>
    public const string SetOnLeft = "set == feature";

    /// <summary><c>P2P == features</c> or <c>!=</c>, with the set on the right.</summary>
    public const string SetOnRight = "feature == set";

    /// <summary><c>features is P2P</c> or <c>is not</c>.</summary>
    public const string IsPattern = "set is feature";

    /// <summary><c>features.Equals(P2P)</c>.</summary>
    public const string EqualsCall = "set.Equals(feature)";

    /// <summary>A switch, or a pattern inside another: no single expression takes its place.</summary>
    public const string PartOfMore = "part of more";

    /// <summary>Property of a diagnostic: <c>true</c> where the comparison is for inequality, else <c>false</c>.</summary>
    public const string IsNegated = "isNegated";

    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.FeatureEquality,
        "A feature set is compared with a feature that is only one of several in it",
        "{0}",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.FeatureEquality));

    private protected override void Check(UseCheck check)
    {
        if (FeatureComparison.TryRead(check.Operation) is not { Constant: not 0 } comparison
            || FeatureSet.TryRead(comparison.Set, check) is not { } set
            || (comparison.IsInSwitch && set.IsGiven)
            || Reason(set, comparison.Constant) is not { } reason)
        {
            return;
        }

        check.Report(
            comparison.Place,
            ImmutableDictionary<string, string?>.Empty
                .Add(Form, comparison.Form)
                .Add(IsNegated, comparison.IsNegated ? "true" : "false"),
            $"{reason}; ask with HasFlag");
    }

    private static string? Reason(FeatureSet set, long constant)
    {
        StateMachineSpec spec = set.Spec.Spec!;
        long mandatory = Bits(spec, spec.MandatoryFeatures);
        if ((mandatory & ~constant) != 0)
            return $"No features of a driver are just {Name(spec, constant)}, since {Name(spec, mandatory & ~constant)} is always there";
        if (set.Driver is not { Type: not null } driver)
            return null;
        long all = Bits(spec, driver.Plan.Features);
        return constant != all && (constant & all) == constant
            ? $"The features of {driver.Name} are {Name(spec, all)} and not just {Name(spec, constant)}"
            : null;
    }

    private static long Bits(StateMachineSpec spec, IndexSet features) =>
        features.Aggregate(0L, (bits, feature) => bits | spec.Features[feature].Value);

    private static string Name(StateMachineSpec spec, long bits) => string.Join(
        " | ", spec.Features.Where(feature => (feature.Value & bits) != 0).Select(feature => feature.Name).DefaultIfEmpty($"{bits}"));
}
