using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>Gives states in new code their simplest names, with a <c>using static</c> where that does no harm.</summary>
internal static class StateNames
{
    /// <summary>Simplifies the names of states.</summary>
    /// <param name="document">The document.</param>
    /// <param name="written">Marks the nodes that are new.</param>
    /// <param name="spec">The enum of the states.</param>
    /// <param name="cancel">Stops it.</param>
    internal static async Task<Document> SimplifyAsync(
        Document document, SyntaxAnnotation written, INamedTypeSymbol spec, CancellationToken cancel)
    {
        document = await WithUsingAsync(document, written, spec, cancel).ConfigureAwait(false);
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false))!;
        SemanticModel model = (await document.GetSemanticModelAsync(cancel).ConfigureAwait(false))!;
        Dictionary<ExpressionSyntax, string> names = [];
        foreach (ExpressionSyntax argument in States(root, written))
        {
            if (model.GetSymbolInfo(argument, cancel).Symbol is IFieldSymbol state)
                names[argument] = state.NameAt(model, argument.SpanStart);
        }

        return document.WithSyntaxRoot(root.ReplaceNodes(
            names.Keys, (argument, _) => SyntaxFactory.ParseExpression(names[argument]).WithTriviaFrom(argument)));
    }

    private static async Task<Document> WithUsingAsync(
        Document document, SyntaxAnnotation written, INamedTypeSymbol spec, CancellationToken cancel)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false))!;
        SemanticModel model = (await document.GetSemanticModelAsync(cancel).ConfigureAwait(false))!;
        ExpressionSyntax? first = States(root, written).FirstOrDefault();
        if (first is null || !IsQualified(first) || WithUsing(root, first, spec) is not { } changed)
            return document;

        Document candidate = document.WithSyntaxRoot(changed);
        SemanticModel after = (await candidate.GetSemanticModelAsync(cancel).ConfigureAwait(false))!;
        return Errors(after) > Errors(model) ? document : candidate;

        bool IsQualified(ExpressionSyntax state) =>
            model.GetSymbolInfo(state, cancel).Symbol is IFieldSymbol field && field.NameAt(model, state.SpanStart).Contains('.');

        int Errors(SemanticModel of) =>
            of.GetDiagnostics(cancellationToken: cancel).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    // Where the other usings are; a file without any is left without.
    private static SyntaxNode? WithUsing(SyntaxNode root, SyntaxNode place, INamedTypeSymbol spec)
    {
        foreach (SyntaxNode scope in place.Ancestors())
        {
            SyntaxList<UsingDirectiveSyntax> usings = scope switch
            {
                BaseNamespaceDeclarationSyntax part => part.Usings,
                CompilationUnitSyntax unit => unit.Usings,
                _ => default,
            };
            if (usings.Count == 0)
                continue;

            UsingDirectiveSyntax last = usings.LastOrDefault(directive => directive.Alias is null) ?? usings[0];
            UsingDirectiveSyntax added = SyntaxFactory.UsingDirective(
                    SyntaxFactory.ParseName(spec.ToDisplayString(WithoutGlobal)))
                .WithStaticKeyword(SyntaxFactory.Token(SyntaxKind.StaticKeyword))
                .NormalizeWhitespace()
                .WithLeadingTrivia(last.GetLeadingTrivia().Reverse().TakeWhile(piece => piece.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse())
                .WithTrailingTrivia(last.GetTrailingTrivia().Where(piece => piece.IsKind(SyntaxKind.EndOfLineTrivia)));
            return root.InsertNodesAfter(last, [added]);
        }

        return null;
    }

    private static SymbolDisplayFormat WithoutGlobal { get; } =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static IEnumerable<ExpressionSyntax> States(SyntaxNode root, SyntaxAnnotation written) =>
        root.GetAnnotatedNodes(written)
            .OfType<MethodDeclarationSyntax>()
            .SelectMany(method => method.AttributeLists)
            .SelectMany(list => list.DescendantNodes())
            .OfType<AttributeArgumentSyntax>()
            .Select(argument => argument.Expression);
}
