using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace MigSdk.CodeFixes;

/// <summary>Writes a draft into a class.</summary>
internal static class DriverWriter
{
    internal static async Task<Document> WriteAsync(
        Document document, TypeDeclarationSyntax type, DriverDraft draft, CancellationToken cancel)
    {
        var layout = new TypeText(type, await document.GetTextAsync(cancel).ConfigureAwait(false));
        string handlers = new HandlerText(draft, layout.NewLine, layout.Indentation).All();
        SourceText text = layout.With(draft.Attribute, handlers);
        SyntaxNode root = (await document.WithText(text).GetSyntaxRootAsync(cancel).ConfigureAwait(false))!;
        var written = new SyntaxAnnotation();
        document = document.WithSyntaxRoot(Mark(root, type, draft, written));
        document = await ImportAdder.AddImportsAsync(document, written, cancellationToken: cancel).ConfigureAwait(false);
        return await StateNames.SimplifyAsync(document, written, draft.Spec.Type, cancel).ConfigureAwait(false);
    }

    private static SyntaxNode Mark(SyntaxNode root, TypeDeclarationSyntax type, DriverDraft draft, SyntaxAnnotation written)
    {
        TypeDeclarationSyntax changed = root.FindToken(type.SpanStart).Parent!.FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
        SyntaxNode[] added =
        [
            .. changed.AttributeLists.Take(draft.Attribute is null ? 0 : 1),
            .. changed.Members.Skip(type.Members.Count),
        ];
        return root.ReplaceNodes(added, (node, _) => node.WithAdditionalAnnotations(written, Simplifier.Annotation));
    }
}
