using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>What makes something new that somebody must dispose.</summary>
internal static class Resources
{
    /// <summary>Whether an operation makes a resource that belongs to who called it, and to nobody else.</summary>
    public static bool IsCreation(IOperation operation, CancellationToken cancel) => operation switch
    {
        IObjectCreationOperation { Type: { } type } creation => IsResource(type) && !(creation.Arguments.IsEmpty && IsCancellation(type)),
        IInvocationOperation { Type: { } type, TargetMethod: { } method } => IsResource(type) && MakesItsResult(method, cancel),
        _ => false,
    };

    private static bool IsResource(ITypeSymbol type) =>
        type.IsReferenceType
        && SessionTypes.GroupOf(type) is null
        && !HasNothingToDispose(type)
        && (IsDisposable(type) || type.AllInterfaces.Any(IsDisposable));

    private static bool IsDisposable(ITypeSymbol type) =>
        type is { Name: "IDisposable" or "IAsyncDisposable", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    // A task or a stream over memory need not be disposed, nor need a source without timer and links.
    private static bool HasNothingToDispose(ITypeSymbol type) =>
        type.Name is "MemoryStream" or "StringReader" or "StringWriter" or "Task" && type.ContainingNamespace?.ToDisplayString().StartsWith("System") == true;

    private static bool IsCancellation(ITypeSymbol type) => type.Name == "CancellationTokenSource";

    private static bool MakesItsResult(IMethodSymbol method, CancellationToken cancel)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty)
        {
            // The base class library's, of which it is known. Another library's may hand out what it keeps.
            return method.ContainingNamespace?.ToDisplayString() is { } scope
                && (scope == "System" || scope.StartsWith("System.", System.StringComparison.Ordinal))
                && (IsNamed(method.Name, "Open") || IsNamed(method.Name, "Create") || IsNamed(method.Name, "Append") || IsNamed(method.Name, "Rent"));
        }

        return method is { IsVirtual: false, IsAbstract: false, IsOverride: false }
            && method.DeclaringSyntaxReferences.All(reference => ReturnsOnlyNew(reference.GetSyntax(cancel)));
    }

    private static bool IsNamed(string method, string verb) =>
        method.StartsWith(verb, System.StringComparison.Ordinal) && (method.Length == verb.Length || char.IsUpper(method[verb.Length]));

    private static bool ReturnsOnlyNew(SyntaxNode declaration)
    {
        (BlockSyntax? body, ExpressionSyntax? expression) = declaration switch
        {
            MethodDeclarationSyntax method => (method.Body, method.ExpressionBody?.Expression),
            LocalFunctionStatementSyntax function => (function.Body, function.ExpressionBody?.Expression),
            _ => (null, null),
        };
        if (expression is not null)
            return expression is BaseObjectCreationExpressionSyntax;
        ReturnStatementSyntax[] returns = body is null
            ? []
            : [.. body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>()];
        return returns.Length > 0 && returns.All(result => result.Expression is BaseObjectCreationExpressionSyntax);
    }
}
