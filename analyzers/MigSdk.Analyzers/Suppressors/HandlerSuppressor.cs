using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>Takes a hint of another analyzer away where it is about a handler or hook of a driver.</summary>
public abstract class HandlerSuppressor : DiagnosticSuppressor
{
    private readonly SuppressionDescriptor _descriptor;

    private protected HandlerSuppressor(SuppressionDescriptor descriptor)
    {
        _descriptor = descriptor;
        SupportedSuppressions = [descriptor];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; }

    /// <inheritdoc/>
    public sealed override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (IsAboutHandler(diagnostic, context))
                context.ReportSuppression(Suppression.Create(_descriptor, diagnostic));
        }
    }

    private static bool IsAboutHandler(Diagnostic diagnostic, SuppressionAnalysisContext context)
    {
        CancellationToken cancel = context.CancellationToken;
        if (diagnostic.Location.SourceTree is not { } tree)
            return false;

        // A hint in the body, at a local function say, is not about the handler.
        SyntaxNode node = tree.GetRoot(cancel).FindNode(diagnostic.Location.SourceSpan);
        if (node.FirstAncestorOrSelf<SyntaxNode>(IsMember) is not MethodDeclarationSyntax method
            || !(method.Identifier.Span.Contains(diagnostic.Location.SourceSpan)
                || method.ParameterList.Span.Contains(diagnostic.Location.SourceSpan)))
        {
            return false;
        }

        return context.GetSemanticModel(tree).GetDeclaredSymbol(method, cancel) is { } symbol
            && DriverReader.DriverAttribute(symbol.ContainingType) is not null
            && symbol.GetAttributes().Any(DriverReader.IsHandlerAttribute);
    }

    private static bool IsMember(SyntaxNode node) =>
        node is MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;
}
