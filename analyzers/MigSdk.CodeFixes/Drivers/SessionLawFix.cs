using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>
/// MIG1008: has a handler return the session that its arcs open, or none where they open none, and not take one that is not
/// open. An arc whose handler cannot keep the law because of its other arcs gets a handler of its own.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SessionLawFix)), Shared]
public sealed class SessionLawFix() : SourceFix(RuleIds.SessionLaw)
{
    private protected override IEnumerable<Offer> Offers(Finding finding)
    {
        if (finding.Find<MethodDeclarationSyntax>() is not { } syntax
            || finding.Find<AttributeSyntax>() is not { } attribute
            || finding.Driver() is not { HasMeaningfulPlan: true } driver
            || finding.Model.GetDeclaredSymbol(syntax, finding.Cancel) is not { } method
            || HandlerRole.TryRead(driver, method) is not { } role)
        {
            yield break;
        }

        if (role.Opened.Count == 1)
        {
            if (Repair(driver, role, method, finding) is { } repair)
                yield return repair;
        }
        else if (SeparateHandler.TryOffer(driver, attribute, finding) is { } separate)
        {
            yield return separate;
        }
    }

    private static Offer? Repair(DriverReading driver, HandlerRole role, IMethodSymbol method, Finding finding)
    {
        if (HandlerRepair.TryBegin(finding, method) is not { } repair || repair.Original.IsIterator() || !repair.IsCalledNowhere())
            return null;
        HandlerSignature? signature = driver.ArcHandlers.FirstOrDefault(handler => SymbolEqualityComparer.Default.Equals(handler.Method, method))?.Signature
            ?? role.Boundaries.FirstOrDefault()?.Signature;
        if (signature is not { IsUsable: true })
            return null;

        string? opened = role.Opened[0];
        MethodDeclarationSyntax? repaired = signature.SessionKind == opened ? repair.Original
            : opened is null ? WithoutSession(repair)
            : WithSession(driver, repair, signature, opened);
        repaired = repaired is null ? null : WithoutClosedSessions(driver, role, repair, repaired);
        string title = signature.SessionKind == opened
            ? $"Remove the session that is not open from '{method.Name}'"
            : opened is null ? $"Return no session from '{method.Name}'" : $"Return a session from '{method.Name}'";
        return repaired == repair.Original ? null : repair.Offer(repaired, title, "KeepSessionLaw");
    }

    private static MethodDeclarationSyntax? WithSession(
        DriverReading driver, HandlerRepair repair, HandlerSignature signature, string opened)
    {
        if (ArcText.SessionType(driver, opened) is not { } session || (signature.Returns == HandlerReturnKind.Asynchronous && !repair.Method.IsAsync))
            return null;
        string name = repair.Names.Of(session);
        string type = repair.Method.IsAsync
            ? $"{repair.Names.OfSystem("System.Threading.Tasks." + repair.Method.ReturnType.Name)}<{name}>"
            : name;

        // What is written down already may be the session.
        bool hasValues = repair.Original.ReturnedValues().Any();
        if (hasValues && repair.ReturnsOnly(session))
            return repair.Original.Returning(type);
        return signature.SessionKind is null
            ? repair.Original
                .Unfinished(repair.Names.OfSystem("System.NotImplementedException"), repair.IsEndReached())
                .Returning(type)
            : null;
    }

    private static MethodDeclarationSyntax? WithoutSession(HandlerRepair repair) => repair.Method.IsAsync
        ? repair.Original.WithoutValues().Returning(repair.Names.OfSystem("System.Threading.Tasks." + repair.Method.ReturnType.Name))
        : repair.Method.ReturnType is INamedTypeSymbol { Arity: 0 } ? repair.Original.WithoutValues().Returning("void") : null;

    private static MethodDeclarationSyntax? WithoutClosedSessions(
        DriverReading driver, HandlerRole role, HandlerRepair repair, MethodDeclarationSyntax method)
    {
        string?[] open = [.. role.Arcs.Select(use => use.From)
            .Concat(role.Boundaries.Select(boundary => boundary.State))
            .OfType<int>().Select(state => driver.Spec!.States[state].Group)
            .Concat(role.Boundaries.Where(boundary => boundary.State is null).Select(boundary => boundary.Group))];
        for (int i = repair.Method.Parameters.Length - 1; i >= 0; i--)
        {
            IParameterSymbol parameter = repair.Method.Parameters[i];
            if (HandlerSignatureReader.SessionKindOf(parameter.Type) is not { } kind || open.All(group => group == kind))
                continue;
            if (repair.IsUsed(parameter.Name))
                return null;
            method = method.WithParameterList(method.ParameterList.WithParameters(method.ParameterList.Parameters.RemoveAt(i)));
        }

        return method;
    }
}
