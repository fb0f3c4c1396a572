using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1003: handlers are for what the spec has.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotInSpecRule() : DriverRule(Descriptor, DriverScope.PlannedDriver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.NotInSpec,
        "A handler is for something that the spec does not have",
        "{0}",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.NotInSpec));

    private protected override void Check(DriverCheck check)
    {
        foreach (ArcUse use in check.Driver.ArcHandlers.SelectMany(handler => handler.Arcs))
        {
            if (check.Facts.Judge(use) == ArcVerdict.NotInSpec)
                check.Report(use.Attribute.AttributeLocation(check.Cancel), Reason(check, use));
        }

        foreach (BoundaryHandlerReading handler in check.Driver.BoundaryHandlers)
        {
            if (handler is { State: null, Group: null } && !handler.Attribute.IsHalfTyped())
                check.Report(handler.Attribute.AttributeLocation(check.Cancel), NoState(check, handler.Attribute, 0));
        }

        foreach (ForeignUse use in check.Driver.ForeignUses)
        {
            string own = $"'{check.Driver.Type.Name}' is a driver of {check.Driver.SpecReading!.Type.Name}";
            check.Report(
                use.Attribute.AttributeLocation(check.Cancel), $"{own}, and this is about states of {use.StateType.Name}");
        }
    }

    private static string Reason(DriverCheck check, ArcUse use)
    {
        if (use.Pair is not { } arc)
            return NoState(check, use.Attribute, use.From is null ? 0 : 1);

        StateMachineSpec spec = check.Driver.Spec!;
        string name = check.Name(arc);
        if (arc.From == arc.To)
            return $"{name} is no arc: a state onto itself takes no step";
        if (arc.From == spec.Error || arc.To == spec.Error)
            return $"{name} is no arc: {check.Name(spec.Error.Value)} is entered by a failure and left by a reset only";

        ImmutableArray<int> path = check.Driver.Plan.GetPath(arc.From, arc.To);
        if (!path.IsEmpty)
            return $"{name} is no arc: it is carried out as {string.Join(" -> ", path.Insert(0, arc.From).Select(check.Name))}";
        if (spec.BlockedPairs.Contains(arc))
            return $"{name} is no arc: {spec.Name} blocks this transition";
        return spec.SingleArcsOnly
            ? $"{name} is no arc of {spec.Name}, which has no combination transitions"
            : $"{name} is no arc, and {spec.Name} has no path from {check.Name(arc.From)} to {check.Name(arc.To)}";
    }

    private static string NoState(DriverCheck check, AttributeData attribute, int argument) =>
        attribute.ConstructorArguments[argument] is var constant && constant.Type.Is("SessionKind")
            ? $"{constant.ToCSharpString().Replace("MigSdk.", "")} is no session group"
            : $"{constant.Value} is the value of no state of {check.Driver.SpecReading!.Type.Name}";
}
