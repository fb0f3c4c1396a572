using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1006: one arc, one handler; the same for entry and exit handlers and for hooks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateHandlerRule() : DriverRule(Descriptor, DriverScope.Driver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.DuplicateHandler,
        "Two handlers are for the same thing",
        "{0} has a handler already: '{1}'",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.DuplicateHandler));

    private protected override void Check(DriverCheck check)
    {
        CheckArcs(check);
        CheckBoundaries(check);
        CheckHooks(check, check.Driver.ResetHooks, "[OnReset]");
        CheckHooks(check, check.Driver.StopCopyLengthHooks, "[StopCopyLength]");
    }

    private static void CheckArcs(DriverCheck check)
    {
        var first = new Dictionary<StatePair, string>();
        foreach (ArcHandlerReading handler in check.Driver.ArcHandlers)
        {
            foreach (ArcUse use in handler.Arcs)
            {
                if (use.Pair is not { } arc)
                    continue;
                if (!first.TryGetValue(arc, out string? earlier))
                    first.Add(arc, handler.Method.Name);
                else if (IsNotWrongAnyway(check, use))
                    check.Report(use.Attribute.AttributeLocation(check.Cancel), check.Name(arc), earlier);
            }
        }
    }

    // What should not be there at all is reported for that, each time.
    private static bool IsNotWrongAnyway(DriverCheck check, ArcUse use) =>
        !check.Driver.HasMeaningfulPlan || check.Facts.Judge(use) == ArcVerdict.Required;

    private static void CheckBoundaries(DriverCheck check)
    {
        foreach (BoundaryHandlerReading handler in check.Driver.BoundaryHandlers)
        {
            bool isWrongAnyway = check.Driver.HasMeaningfulPlan
                && (check.Facts.AbsentStates(handler.State).Any() || check.Facts.NeverRuns(handler));
            if (isWrongAnyway || !check.Facts.IsRepetition(handler.Attribute))
                continue;
            BoundaryHandlerReading earlier = check.Driver.BoundaryHandlers.First(other =>
                other.Side == handler.Side && other.State == handler.State && other.Group == handler.Group);
            string side = handler.Side == BoundarySide.Enter ? "Entering" : "Leaving";
            string what = handler.State is { } state ? check.Name(state) : $"the {handler.Group!.ToLowerInvariant()} group";
            check.Report(handler.Attribute.AttributeLocation(check.Cancel), $"{side} {what}", earlier.Method.Name);
        }
    }

    private static void CheckHooks(DriverCheck check, ImmutableArray<HookReading> hooks, string name)
    {
        foreach (HookReading hook in hooks.Skip(1))
            check.Report(hook.Attribute.AttributeLocation(check.Cancel), name, hooks[0].Method.Name);
    }
}
