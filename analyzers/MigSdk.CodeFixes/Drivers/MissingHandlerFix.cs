using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>MIG1002: adds a handler for one missing arc or for all of a driver, or has an existing handler serve the arc.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingHandlerFix)), Shared]
public sealed class MissingHandlerFix() : SourceFix(RuleIds.MissingHandler)
{
    private protected override IEnumerable<Offer> Offers(Finding finding)
    {
        if (finding.Find<TypeDeclarationSyntax>() is not { } home
            || finding.Driver() is not { HasMeaningfulPlan: true } driver
            || !HandlerStubs.CanHold(home))
        {
            yield break;
        }

        ImmutableArray<RequiredArc> missing = MissingArcs.Of(driver);
        int at = missing.IndexOf(missing.FirstOrDefault(arc => IsAbout(finding.Diagnostic, driver, arc)));
        if (at < 0)
            yield break;
        var stubs = new HandlerStubs(driver, missing, home, finding);
        Action<SourceEdits> addAll = edits => stubs.Add(edits, missing);
        string name = driver.NameOf(missing[at]);
        yield return new Offer($"Add a handler for {name}", "AddHandler", edits => stubs.Add(edits, [missing[at]]))
        {
            About = driver.Type,
            EditOfWhole = addAll,
        };
        if (missing.Length > 1)
            yield return new Offer($"Add all {missing.Length} missing handlers", "AddAllHandlers", addAll) { About = driver.Type };
        if (SharedHandler.TryFind(driver, missing[at], finding) is { } shared)
            yield return new Offer($"Let '{shared.Name}' handle {name} too", "ShareHandler", shared.Add);
    }

    private static bool IsAbout(Diagnostic diagnostic, DriverReading driver, RequiredArc arc) =>
        diagnostic.Properties.TryGetValue(MissingHandlerRule.FromProperty, out string? from)
        && diagnostic.Properties.TryGetValue(MissingHandlerRule.ToProperty, out string? to)
        && driver.Spec!.States[arc.From].Name == from
        && driver.Spec.States[arc.To].Name == to;
}
