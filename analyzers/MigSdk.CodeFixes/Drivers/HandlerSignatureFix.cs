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
/// MIG1007 and MIG1013: corrects a handler's signature. There is one right answer where the method does not come to mean
/// something else by it: a result that is always the same constant is dropped, and so are parameters and type parameters that
/// the body does not use; <c>async void</c> becomes <c>ValueTask</c>; a session or a length that is returned under another
/// type gets its own. A result that varies, perhaps an error code, is left to the author.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HandlerSignatureFix)), Shared]
public sealed class HandlerSignatureFix() : SourceFix(RuleIds.HandlerSignature, RuleIds.AsyncVoidHandler)
{
    private protected override IEnumerable<Offer> Offers(Finding finding)
    {
        if (finding.Find<MethodDeclarationSyntax>() is not { } syntax
            || finding.Driver() is not { Spec: not null } driver
            || HandlerRole.TryRead(driver, finding.Model.GetDeclaredSymbol(syntax, finding.Cancel)) is not { } role
            || HandlerRepair.TryBegin(finding, finding.Model.GetDeclaredSymbol(syntax, finding.Cancel)) is not { } repair)
        {
            return [];
        }

        MethodDeclarationSyntax? repaired = WithReturn(driver, role, repair, repair.Original);
        repaired = repaired is null ? null : WithoutTypeParameters(repair, repaired);
        repaired = repaired is null ? null : WithParameters(driver, role, repair, repaired);
        if (repaired is null || repaired == repair.Original || !(IsOnlyAwaitable(repair, repaired) || repair.IsCalledNowhere()))
            return [];
        return repair.Offer(repaired, $"Correct the signature of '{repair.Method.Name}'", "CorrectSignature") is { } offer ? [offer] : [];
    }

    // What called an 'async void' method can call it as before.
    private static bool IsOnlyAwaitable(HandlerRepair repair, MethodDeclarationSyntax repaired) =>
        repair.Method is { IsAsync: true, ReturnsVoid: true }
        && repaired.WithReturnType(repair.Original.ReturnType).IsEquivalentTo(repair.Original);

    private static MethodDeclarationSyntax? WithReturn(
        DriverReading driver, HandlerRole role, HandlerRepair repair, MethodDeclarationSyntax method)
    {
        ITypeSymbol type = repair.Method.ReturnType;
        if (repair.Original.IsIterator())
            return null;
        if (role.IsEstimate)
            return type.SpecialType == SpecialType.System_Int64 ? method : WithType(repair, method, SpecialType.System_Int64);
        if (role.IsReset)
            return repair.Method.IsAsync ? null : repair.Method.ReturnsVoid ? method : WithoutResult(repair, method, "void");
        if (repair.Method is { IsAsync: true, ReturnsVoid: true })
            return method.Returning(repair.Names.OfSystem("System.Threading.Tasks.ValueTask"));
        if (HandlerSignatureReader.CanReturn(type))
            return method;
        if (role.Opened.Count != 1)
            return null;
        string? task = type.MetadataName is "Task`1" or "ValueTask`1" ? "System.Threading.Tasks." + type.Name : null;
        if (repair.Method.IsAsync != task is not null)
            return null;
        if (role.Opened[0] is not { } opened)
            return WithoutResult(repair, method, task is null ? "void" : repair.Names.OfSystem(task));
        if (ArcText.SessionType(driver, opened) is not { } session || !repair.ReturnsOnly(session))
            return null;
        string name = repair.Names.Of(session);
        return method.Returning(task is null ? name : $"{repair.Names.OfSystem(task)}<{name}>");
    }

    private static MethodDeclarationSyntax? WithType(HandlerRepair repair, MethodDeclarationSyntax method, SpecialType wanted) =>
        repair.ReturnsOnly(repair.SpecialType(wanted)) ? method.Returning(repair.Names.Of(repair.SpecialType(wanted))) : null;

    private static MethodDeclarationSyntax? WithoutResult(HandlerRepair repair, MethodDeclarationSyntax method, string type) =>
        repair.ReturnsOneConstant() ? method.WithoutValues().Returning(type) : null;

    private static MethodDeclarationSyntax? WithoutTypeParameters(HandlerRepair repair, MethodDeclarationSyntax method)
    {
        if (method.TypeParameterList is not { } list)
            return method;
        string[] names = [.. list.Parameters.Select(parameter => parameter.Identifier.ValueText)];
        bool isUsed = names.Any(repair.IsUsed)
            || method.ParameterList.DescendantTokens().Concat(method.ReturnType.DescendantTokens()).Any(token => names.Contains(token.ValueText));
        return isUsed ? null : method.WithTypeParameterList(null).WithConstraintClauses(default)
            .WithParameterList(method.ParameterList.WithTrailingTrivia(
                method.ConstraintClauses.Count > 0 ? method.ConstraintClauses.Last().GetTrailingTrivia() : method.ParameterList.GetTrailingTrivia()));
    }

    private static MethodDeclarationSyntax? WithParameters(
        DriverReading driver, HandlerRole role, HandlerRepair repair, MethodDeclarationSyntax method)
    {
        INamedTypeSymbol state = driver.SpecReading!.Type;
        for (int i = repair.Method.Parameters.Length - 1; i >= 0; i--)
        {
            IParameterSymbol parameter = repair.Method.Parameters[i];
            ParameterSyntax syntax = method.ParameterList.Parameters[i];
            bool isKnown = role.IsHandler && HandlerSignatureReader.CanTake(parameter.Type, state);
            if (isKnown && parameter.RefKind is RefKind.None or RefKind.In)
                continue;
            if (isKnown && parameter.RefKind is RefKind.Ref or RefKind.RefReadOnlyParameter)
                method = method.ReplaceNode(syntax, ByValue(syntax));
            else if (role.IsHandler && parameter.RefKind == RefKind.None && IsContext(parameter.Type))
                method = method.ReplaceNode(syntax.Type!, ContextType(driver, repair, syntax.Type!));
            else if (parameter.RefKind != RefKind.Out && !repair.IsUsed(parameter.Name))
                method = method.WithParameterList(method.ParameterList.WithParameters(method.ParameterList.Parameters.RemoveAt(i)));
            else
                return null;
        }

        return method;
    }

    private static ParameterSyntax ByValue(ParameterSyntax parameter) => parameter
        .WithModifiers([.. parameter.Modifiers.Where(token => !token.IsKind(SyntaxKind.RefKeyword) && !token.IsKind(SyntaxKind.ReadOnlyKeyword))])
        .WithLeadingTrivia(parameter.GetLeadingTrivia());

    private static bool IsContext(ITypeSymbol type) => type.Is("ArcContext") || type.Is("ArcContext`1");

    private static TypeSyntax ContextType(DriverReading driver, HandlerRepair repair, TypeSyntax old)
    {
        IAssemblySymbol library = driver.Attribute.AttributeClass!.ContainingAssembly;
        INamedTypeSymbol state = driver.SpecReading!.Type;
        INamedTypeSymbol? context = state.Is("MigrationState")
            ? library.GetTypeByMetadataName("MigSdk.ArcContext")
            : library.GetTypeByMetadataName("MigSdk.ArcContext`1")?.Construct(state);
        return context is null ? old : SyntaxFactory.ParseTypeName(repair.Names.Of(context)).WithTriviaFrom(old);
    }
}
