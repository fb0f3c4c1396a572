using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>A method that serves arcs, and can be taken apart or put together with others.</summary>
internal sealed class HandlerMethod
{
    private HandlerMethod(SemanticModel model, MethodDeclarationSyntax syntax, IMethodSymbol symbol)
    {
        Model = model;
        Syntax = syntax;
        Symbol = symbol;
        Attributes = symbol.GetAttributes();
    }

    internal SemanticModel Model { get; }

    internal MethodDeclarationSyntax Syntax { get; }

    internal IMethodSymbol Symbol { get; }

    internal ImmutableArray<AttributeData> Attributes { get; }

    /// <summary>Its arcs, in the order of the source.</summary>
    internal IEnumerable<AttributeData> Arcs => Attributes.Where(attribute => IsOne(attribute, "ArcAttribute"));

    /// <summary>What else MigSdk calls it for when states are entered and left.</summary>
    internal IEnumerable<AttributeData> Boundaries =>
        Attributes.Where(attribute => IsOne(attribute, "OnEnterAttribute") || IsOne(attribute, "OnExitAttribute"));

    /// <summary>What else MigSdk calls it for, once and without any arc.</summary>
    internal IEnumerable<AttributeData> Hooks =>
        Attributes.Where(attribute => IsOne(attribute, "OnResetAttribute") || IsOne(attribute, "StopCopyLengthAttribute"));

    /// <summary>The attributes that are none of MigSdk's.</summary>
    internal IEnumerable<AttributeData> Others => Attributes.Except(Arcs).Except(Boundaries).Except(Hooks);

    /// <summary>The method where the cursor is; null where there is none that serves arcs.</summary>
    internal static async Task<HandlerMethod?> FindAsync(CodeRefactoringContext context)
    {
        CancellationToken cancel = context.CancellationToken;
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        if (root is null || Places.MethodAt(root, context.Span) is not { } method || !MayBeOne(method))
            return null;
        SemanticModel? model = await context.Document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        return model is null ? null : TryRead(model, method, cancel);
    }

    /// <summary>Reads a method; null where it serves no arc, or is more than a method of its class alone.</summary>
    internal static HandlerMethod? TryRead(SemanticModel model, MethodDeclarationSyntax method, CancellationToken cancel)
    {
        if (!MayBeOne(method)
            || model.GetDeclaredSymbol(method, cancel) is not { ContainingType.TypeKind: TypeKind.Class } symbol
            || symbol.GetAttributes().Any(attribute => attribute.IsHalfTyped()))
        {
            return null;
        }

        var handler = new HandlerMethod(model, method, symbol);
        return handler.Arcs.Any() ? handler : null;
    }

    /// <summary>An attribute as it is written.</summary>
    internal static AttributeSyntax? SyntaxOf(AttributeData attribute, CancellationToken cancel) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancel) as AttributeSyntax;

    private static bool IsOne(AttributeData attribute, string name) =>
        attribute.AttributeClass.Is(name) || attribute.AttributeClass.Is(name + "`1");

    private static bool MayBeOne(MethodDeclarationSyntax method) =>
        method is { AttributeLists.Count: > 0, ExplicitInterfaceSpecifier: null, ContainsDirectives: false }
        && (method.Body is not null || method.ExpressionBody is not null)
        && !method.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PartialKeyword or SyntaxKind.OverrideKeyword
            or SyntaxKind.VirtualKeyword or SyntaxKind.NewKeyword or SyntaxKind.ExternKeyword);
}
