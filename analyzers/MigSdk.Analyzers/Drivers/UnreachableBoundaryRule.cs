using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1015: entry and exit handlers are for what the driver enters and leaves by arcs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreachableBoundaryRule() : DriverRule(Descriptor, DriverScope.PlannedDriver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnreachableBoundary,
        "An entry or exit handler never runs",
        "'{0}' never runs: {1}",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.UnreachableBoundary));

    private protected override void Check(DriverCheck check)
    {
        foreach (BoundaryHandlerReading handler in check.Driver.BoundaryHandlers.Where(check.Facts.NeverRuns))
            check.Report(handler.Attribute.AttributeLocation(check.Cancel), handler.Method.Name, Reason(check, handler));
    }

    private static string Reason(DriverCheck check, BoundaryHandlerReading handler)
    {
        StateMachineSpec spec = check.Driver.Spec!;
        string driver = $"'{check.Driver.Type.Name}'";
        bool enters = handler.Side == BoundarySide.Enter;
        if (handler.State is { } state)
        {
            if (state == spec.Error)
            {
                return enters
                    ? $"{check.Name(state)} is entered by a failure, and no entry handler runs then"
                    : $"only a reset leads out of {check.Name(state)}, and no exit handler runs in a reset; use [OnReset]";
            }

            return enters || !check.Facts.IsReachable(state)
                ? $"no arcs lead {driver} to {check.Name(state)}"
                : $"no arc leads {driver} out of {check.Name(state)}";
        }

        string group = handler.Group!.ToLowerInvariant();
        int[] states = [.. Enumerable.Range(0, spec.States.Length).Where(s => spec.States[s].Group == handler.Group)];
        if (states.Length == 0)
            return $"{spec.Name} has no {group} sessions";
        string names = string.Join(", ", states.Select(check.Name));
        if (!states.Any(check.Driver.Plan.SupportedStates.Contains))
            return $"{driver} does not have the features of the {group} group's states ({names})";
        return enters || !states.Any(check.Facts.IsReachable)
            ? $"no arcs lead {driver} to the states of the {group} group ({names})"
            : $"no arcs lead {driver} out of the {group} group ({names})";
    }
}
