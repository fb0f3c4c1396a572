using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>Moves arcs that break the session law where they are to new handlers.</summary>
internal static class SeparateHandler
{
    /// <summary>The offer to move an arc.</summary>
    /// <returns>The offer; null where the attribute is none of a required arc.</returns>
    public static Offer? TryOffer(DriverReading driver, AttributeSyntax attribute, Finding finding)
    {
        Misplaced[] all = [.. All(driver, finding)];
        if (all.FirstOrDefault(arc => arc.Attribute == attribute) is not { } misplaced
            || driver.Attribute.ApplicationSyntaxReference?.GetSyntax(finding.Cancel).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } home
            || !HandlerStubs.CanHold(home))
        {
            return null;
        }

        var stubs = new HandlerStubs(driver, [.. all.Select(arc => arc.Required)], home, finding);
        return new Offer(
            $"Give {driver.NameOf(misplaced.Required)} a handler of its own", "SeparateHandler", edits => Move(edits, [misplaced]))
        {
            About = driver.Type,
            EditOfWhole = edits => Move(edits, all),
        };

        void Move(SourceEdits edits, Misplaced[] arcs)
        {
            foreach (Misplaced arc in arcs)
                AttributeEdits.Removal(arc.Attribute)?.Edit(edits);
            stubs.Add(edits, arcs.Select(arc => arc.Required));
        }
    }

    private static IEnumerable<Misplaced> All(DriverReading driver, Finding finding)
    {
        var seen = new HashSet<StatePair>();
        foreach (ArcHandlerReading handler in driver.ArcHandlers.Where(handler => handler.Signature.IsUsable))
        {
            bool isMixed = HandlerRole.TryRead(driver, handler.Method) is { Opened.Count: > 1 };
            foreach (ArcUse use in handler.Arcs)
            {
                if (use.Pair is { } pair
                    && seen.Add(pair)
                    && isMixed
                    && SessionLaw.ProblemOf(driver, handler.Signature, pair) is not null
                    && driver.Plan.RequiredArcs.FirstOrDefault(arc => arc.From == pair.From && arc.To == pair.To) is { } required
                    && required.From != required.To
                    && use.Attribute.ApplicationSyntaxReference?.GetSyntax(finding.Cancel) is AttributeSyntax syntax)
                {
                    yield return new Misplaced(syntax, required);
                }
            }
        }
    }

    private sealed record Misplaced(AttributeSyntax Attribute, RequiredArc Required);
}
