using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.CodeFixes;

/// <summary>Finds the handlers that do the same as another.</summary>
internal static class MergeableHandlers
{
    /// <summary>
    /// The handlers of the same class that one can take the place of. Only those of the same file: in another the same words
    /// may mean something else.
    /// </summary>
    internal static ImmutableArray<HandlerMethod> Of(HandlerMethod handler, CancellationToken cancel) =>
    [
        .. handler.Syntax.SyntaxTree.GetRoot(cancel).DescendantNodes(node => node is not (MethodDeclarationSyntax or BlockSyntax))
            .OfType<MethodDeclarationSyntax>()
            .Where(other => other != handler.Syntax && HasSameSyntax(other, handler.Syntax))
            .Select(other => HandlerMethod.TryRead(handler.Model, other, cancel))
            .OfType<HandlerMethod>()
            .Where(other => SymbolEqualityComparer.Default.Equals(other.Symbol.ContainingType, handler.Symbol.ContainingType))
            .Where(other => !other.Hooks.Any() && !ImplementsInterface(other.Symbol) && Others(other).SetEquals(Others(handler))),
    ];

    private static bool HasSameSyntax(MethodDeclarationSyntax one, MethodDeclarationSyntax other) =>
        AreEquivalent(one.Body, other.Body)
        && AreEquivalent(one.ExpressionBody, other.ExpressionBody)
        && AreEquivalent(one.ReturnType, other.ReturnType)
        && AreEquivalent(one.ParameterList, other.ParameterList)
        && one.TypeParameterList is null && other.TypeParameterList is null
        && Modifiers(one).SetEquals(Modifiers(other))
        && Comments(one).SequenceEqual(Comments(other));

    private static bool AreEquivalent(SyntaxNode? one, SyntaxNode? other) => SyntaxFactory.AreEquivalent(one, other, topLevel: false);

    private static HashSet<SyntaxKind> Modifiers(MethodDeclarationSyntax method) =>
        [.. method.Modifiers.Select(modifier => modifier.Kind())];

    // A comment in the body tells what the handler does: where it differs, so may what is meant.
    private static IEnumerable<string> Comments(MethodDeclarationSyntax method) =>
        ((SyntaxNode?)method.Body ?? method.ExpressionBody!).DescendantTrivia()
            .Where(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            .Select(trivia => trivia.ToString());

    private static HashSet<string> Others(HandlerMethod handler) =>
        [.. handler.Others.Select(attribute => attribute.ApplicationSyntaxReference?.GetSyntax().WithoutTrivia().ToString() ?? "")];

    private static bool ImplementsInterface(IMethodSymbol method) =>
        method.ContainingType.AllInterfaces
            .SelectMany(type => type.GetMembers(method.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));
}
