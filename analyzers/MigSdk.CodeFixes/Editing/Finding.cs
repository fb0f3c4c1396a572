using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>A diagnostic, and where it is in a document.</summary>
internal sealed class Finding
{
    private Finding(Document document, SemanticModel model, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        Document = document;
        Model = model;
        Diagnostic = diagnostic;
        Node = node;
        Cancel = cancel;
    }

    public Document Document { get; }

    public SemanticModel Model { get; }

    public Diagnostic Diagnostic { get; }

    /// <summary>The innermost node that the diagnostic covers.</summary>
    public SyntaxNode Node { get; }

    public CancellationToken Cancel { get; }

    /// <summary>Finds a diagnostic in its document.</summary>
    /// <returns>The finding; null where the document no longer has the place.</returns>
    public static async Task<Finding?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancel)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        return root is not null && model is not null && root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            ? new Finding(document, model, diagnostic, root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), cancel)
            : null;
    }

    /// <summary>The node of a kind that the diagnostic is at or in.</summary>
    public T? Find<T>()
        where T : SyntaxNode => Node.FirstAncestorOrSelf<T>();

    /// <summary>The type whose declaration the diagnostic is at or in.</summary>
    public INamedTypeSymbol? Type() =>
        Find<BaseTypeDeclarationSyntax>() is { } declaration ? Model.GetDeclaredSymbol(declaration, Cancel) : null;

    /// <summary>The driver that the diagnostic is about; null where it is none.</summary>
    public DriverReading? Driver() => Type() is { } type ? DriverReader.TryRead(type, Cancel) : null;

    /// <summary>The semantic model of the file that a node of the same compilation is in.</summary>
    public SemanticModel ModelOf(SyntaxNode node) =>
        node.SyntaxTree == Model.SyntaxTree ? Model : Model.Compilation.GetSemanticModel(node.SyntaxTree);

    /// <summary>Whether a file is the author's own.</summary>
    public bool IsEditable(SyntaxTree tree) => Document.Project.GetDocument(tree) is not null and not SourceGeneratedDocument;

    /// <summary>Where a method is declared with its body; null where that is no file that can be edited.</summary>
    public MethodDeclarationSyntax? Declaration(IMethodSymbol method) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault() is { } reference
        && IsEditable(reference.SyntaxTree)
            ? reference.GetSyntax(Cancel) as MethodDeclarationSyntax
            : null;

    /// <summary>The attribute that the diagnostic is about, as the compiler reads it.</summary>
    public AttributeData? AttributeOf(ISymbol? owner) => Find<AttributeSyntax>() is { } syntax
        ? owner?.GetAttributes().FirstOrDefault(attribute => attribute.ApplicationSyntaxReference?.GetSyntax(Cancel) == syntax)
        : null;
}
