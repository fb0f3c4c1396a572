using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MigSdk.Symbols;

namespace MigSdk.Completion;

/// <summary>A place in a handler's attribute, and the driver that the handler is for.</summary>
internal sealed class DriverPlace
{
    private readonly SemanticModel _model;
    private readonly int _position;

    private DriverPlace(SemanticModel model, int position, AttributePlace attribute, INamedTypeSymbol attributeType, DriverReading driver)
    {
        _model = model;
        _position = position;
        Attribute = attribute;
        AttributeType = attributeType;
        Driver = driver;
    }

    internal AttributePlace Attribute { get; }

    /// <summary>The attribute's class.</summary>
    internal INamedTypeSymbol AttributeType { get; }

    internal DriverReading Driver { get; }

    /// <summary>The enum of the session groups.</summary>
    internal INamedTypeSymbol? SessionKind => AttributeType.ContainingAssembly.GetTypeByMetadataName("MigSdk.SessionKind");

    /// <summary>Finds it; null where the place is another, or where the driver's plan is not what its author means.</summary>
    internal static async Task<DriverPlace?> FindAsync(Document document, TextSpan word, CancellationToken cancel)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        if (root is null || AttributePlace.Find(root, word.Start) is not { } place)
            return null;

        SemanticModel? model = place.Attribute.Parent is { ContainsDiagnostics: true }
            ? await CloseAsync(document, word.End, cancel).ConfigureAwait(false)
            : await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        return model is null ? null : Find(model, word.Start, cancel);
    }

    /// <summary>Whether a member of an enum can be written at the place, where the type may stand before it already.</summary>
    internal bool TakesMembersOf(INamedTypeSymbol type) =>
        Attribute.Qualifier is not { } qualifier || SymbolEqualityComparer.Default.Equals(Meaning(qualifier), type);

    /// <summary>What is to be written at the place for a state or a group.</summary>
    internal string TextOf(IFieldSymbol constant)
    {
        string name = NameOf(constant);
        return Attribute.Qualifier is null ? name : name.Substring(name.LastIndexOf('.') + 1);
    }

    /// <summary>The simplest name of a state or a group.</summary>
    internal string NameOf(IFieldSymbol constant) => constant.NameAt(_model, _position);

    /// <summary>The state that an argument says; null where it says none.</summary>
    internal int? StateOf(ExpressionSyntax argument)
    {
        if (Meaning(argument) is not IFieldSymbol { HasConstantValue: true } field
            || !SymbolEqualityComparer.Default.Equals(field.Type, Driver.SpecReading!.Type)
            || Constants.Integer(field.ConstantValue) is not { } value)
        {
            return null;
        }

        return Driver.Spec!.States.FirstOrDefault(state => state.Value == value) is { } meant
            ? Driver.Spec.States.IndexOf(meant)
            : null;
    }

    /// <summary>Whether an attribute is the one that is being typed: what it says does not count.</summary>
    internal bool IsTyped(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == Attribute.Attribute.SyntaxTree
        && reference.Span == Attribute.Attribute.Span;

    private ISymbol? Meaning(ExpressionSyntax expression) => _model.GetSpeculativeSymbolInfo(
        _position, SyntaxFactory.ParseExpression(expression.ToString()), SpeculativeBindingOption.BindAsExpression).Symbol;

    private static DriverPlace? Find(SemanticModel model, int position, CancellationToken cancel) =>
        AttributePlace.Find(model.SyntaxTree.GetRoot(cancel), position) is { Type: { } declaration } place
        && model.GetDeclaredSymbol(declaration, cancel) is INamedTypeSymbol { TypeKind: TypeKind.Class } type
        && DriverReader.TryRead(type, cancel) is { HasMeaningfulPlan: true } driver
        && model.GetTypeInfo(place.Attribute, cancel).Type is INamedTypeSymbol attribute
        && IsOwn(attribute, place.Kind, driver.SpecReading!.Type)
            ? new DriverPlace(model, position, place, attribute, driver)
            : null;

    /// <summary>Whether the attribute is MigSdk's and can speak of the driver's spec.</summary>
    private static bool IsOwn(INamedTypeSymbol type, HandlerAttribute kind, INamedTypeSymbol spec) => type.IsGenericType
        ? type.Is(kind.ClassName() + "`1") && SymbolEqualityComparer.Default.Equals(type.TypeArguments[0], spec)
        : type.Is(kind.ClassName()) && (kind != HandlerAttribute.Arc || spec.Is("MigrationState"));

    // The generated files stay as they are: no generator need run for a text that nobody keeps.
    private static async Task<SemanticModel?> CloseAsync(Document document, int wordEnd, CancellationToken cancel)
    {
        SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancel).ConfigureAwait(false);
        Compilation? compilation = await document.Project.GetCompilationAsync(cancel).ConfigureAwait(false);
        if (tree is null || compilation is null || !compilation.ContainsSyntaxTree(tree))
            return null;
        SourceText text = await tree.GetTextAsync(cancel).ConfigureAwait(false);
        SyntaxTree closed = tree.WithChangedText(HalfTypedAttribute.Close(text, wordEnd));
        return compilation.ReplaceSyntaxTree(tree, closed).GetSemanticModel(closed);
    }
}
