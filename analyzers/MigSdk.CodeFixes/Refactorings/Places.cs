using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigSdk.CodeFixes;

/// <summary>What stands where the cursor is, if it is on a name or an attribute.</summary>
internal static class Places
{
    /// <summary>A type that is complete as far as the parser is concerned.</summary>
    internal static TypeDeclarationSyntax? TypeAt(SyntaxNode root, TextSpan span) =>
        At<TypeDeclarationSyntax>(root, span) is { } type
        && IsOnHead(type.Identifier, type.AttributeLists, span)
        && (!type.CloseBraceToken.IsMissing && (type.CloseBraceToken.IsKind(SyntaxKind.CloseBraceToken) || !type.SemicolonToken.IsMissing))
            ? type
            : null;

    /// <summary>A method that is complete as far as the parser is concerned.</summary>
    internal static MethodDeclarationSyntax? MethodAt(SyntaxNode root, TextSpan span) =>
        At<MethodDeclarationSyntax>(root, span) is { ContainsDiagnostics: false } method
        && IsOnHead(method.Identifier, method.AttributeLists, span)
            ? method
            : null;

    private static T? At<T>(SyntaxNode root, TextSpan span)
        where T : MemberDeclarationSyntax =>
        span.End <= root.FullSpan.End ? root.FindToken(span.Start).Parent?.FirstAncestorOrSelf<T>() : null;

    private static bool IsOnHead(SyntaxToken name, SyntaxList<AttributeListSyntax> attributes, TextSpan span) =>
        !name.IsMissing && (name.Span.IntersectsWith(span) || attributes.Any(list => list.Span.IntersectsWith(span)));
}
