using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.CodeFixes;

/// <summary>A method of a driver whose signature is put right, and the body with it.</summary>
internal sealed class HandlerRepair
{
    private readonly Finding _finding;
    private readonly SemanticModel _model;

    private HandlerRepair(Finding finding, IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        _finding = finding;
        _model = finding.ModelOf(syntax);
        Method = method;
        Original = syntax;
        Names = new Names(_model, syntax.Identifier.SpanStart);
    }

    /// <summary>The method.</summary>
    public IMethodSymbol Method { get; }

    /// <summary>Its declaration as it is.</summary>
    public MethodDeclarationSyntax Original { get; }

    /// <summary>How types are called there.</summary>
    public Names Names { get; }

    /// <summary>A type of the language's own.</summary>
    public ITypeSymbol SpecialType(SpecialType type) => _model.Compilation.GetSpecialType(type);

    /// <summary>Begins a repair.</summary>
    /// <returns>The repair; null where the signature is not the driver's alone to decide, or the method is being typed.</returns>
    public static HandlerRepair? TryBegin(Finding finding, IMethodSymbol? method)
    {
        bool isOwn = method is
        {
            MethodKind: MethodKind.Ordinary,
            IsOverride: false, IsVirtual: false, IsAbstract: false, IsExtern: false, IsPartialDefinition: false,
            ReturnsByRef: false, ReturnsByRefReadonly: false,
            PartialDefinitionPart: null,
        };
        return isOwn
            && !ImplementsInterface(method!)
            && finding.Declaration(method!) is { ContainsDiagnostics: false, ContainsDirectives: false } syntax
            && (syntax.Body is not null || syntax.ExpressionBody is not null)
                ? new HandlerRepair(finding, method!, syntax)
                : null;
    }

    /// <summary>Whether nothing calls the method but the generated code, so that its signature can change.</summary>
    public bool IsCalledNowhere()
    {
        bool isPrivate = Method.DeclaredAccessibility == Accessibility.Private;
        IEnumerable<SyntaxNode> places = isPrivate
            ? Method.ContainingType.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(_finding.Cancel))
            : _model.Compilation.SyntaxTrees.Select(tree => tree.GetRoot(_finding.Cancel));
        return !places.Where(place => _finding.IsEditable(place.SyntaxTree))
            .SelectMany(place => place.DescendantTokens())
            .Any(token => token.ValueText == Method.Name && token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is SimpleNameSyntax);
    }

    /// <summary>Whether a name is used in the method's body.</summary>
    public bool IsUsed(string name) => Bodies()
        .SelectMany(body => body.DescendantTokens())
        .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);

    /// <summary>Whether all that the method returns is one constant, which tells its caller nothing.</summary>
    public bool ReturnsOneConstant()
    {
        var values = new HashSet<object?>();
        foreach (ExpressionSyntax value in Original.ReturnedValues())
        {
            Optional<object?> constant = _model.GetConstantValue(value, _finding.Cancel);
            bool isDefault = value.IsKind(SyntaxKind.DefaultLiteralExpression) || value.IsKind(SyntaxKind.DefaultExpression);
            if (!constant.HasValue && !isDefault)
                return false;
            values.Add(isDefault ? null : constant.Value);
        }

        return values.Count <= 1;
    }

    /// <summary>Whether everything that the method returns is of a type.</summary>
    public bool ReturnsOnly(ITypeSymbol type) => Original.ReturnedValues().All(value =>
        _model.ClassifyConversion(value, type) is { IsImplicit: true, IsUserDefined: false });

    /// <summary>Whether control reaches the end of the body.</summary>
    public bool IsEndReached() => Original.Body is { } body
        && _model.AnalyzeControlFlow(body) is { Succeeded: true, EndPointIsReachable: true };

    /// <summary>The edit that replaces the method, if what it becomes compiles.</summary>
    public Offer? Offer(MethodDeclarationSyntax? repaired, string title, string key) => repaired is not null && Compiles(repaired)
        ? new Offer(title, key, edits => edits.Change(Original, _ => repaired)) { About = Method }
        : null;

    // Only the compiler knows all that a body may do with a parameter or a result.
    private bool Compiles(MethodDeclarationSyntax repaired)
    {
        var mark = new SyntaxAnnotation();
        SyntaxNode root = Original.SyntaxTree.GetRoot(_finding.Cancel).ReplaceNode(Original, repaired.WithAdditionalAnnotations(mark));
        SyntaxTree tree = Original.SyntaxTree.WithRootAndOptions(root, Original.SyntaxTree.Options);
        SyntaxNode changed = tree.GetRoot(_finding.Cancel).GetAnnotatedNodes(mark).Single();
        return !_model.Compilation.ReplaceSyntaxTree(Original.SyntaxTree, tree)
            .GetSemanticModel(tree)
            .GetDiagnostics(changed.Span, _finding.Cancel)
            .Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && changed.Span.Contains(diagnostic.Location.SourceSpan));
    }

    private IEnumerable<SyntaxNode> Bodies()
    {
        if (Original.Body is { } body)
            yield return body;
        if (Original.ExpressionBody is { } expression)
            yield return expression;
    }

    private static bool ImplementsInterface(IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(contract => contract.GetMembers(method.Name))
        .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));
}
