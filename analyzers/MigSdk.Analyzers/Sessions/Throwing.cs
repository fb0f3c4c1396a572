using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>What can throw as a matter of course. That everything can run out of memory is not counted.</summary>
internal static class Throwing
{
    /// <summary>What throws there, as a message calls it; null where nothing is known to.</summary>
    public static string? CauseIn(IOperation operation, ISymbol owner, CancellationToken cancel) => operation switch
    {
        IThrowOperation => $"'{owner.Name}' throws",
        IInvocationOperation call when MayThrow(call.TargetMethod, cancel) => $"'{call.TargetMethod.Name}' throws",
        IObjectCreationOperation { Constructor: { IsImplicitlyDeclared: false } constructor } when IsSource(constructor) && MayThrow(constructor, cancel) =>
            $"the constructor of '{constructor.ContainingType.Name}' throws",
        _ => null,
    };

    private static bool MayThrow(IMethodSymbol method, CancellationToken cancel)
    {
        if (IsLogging(method))
            return false;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return true;
        if (!IsSource(method))
            return !IsOfFramework(method) || IsKnownToThrow(method);
        return method.IsVirtual || method.IsAbstract || method.IsOverride
            || (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.Any(reference => MayThrow(reference.GetSyntax(cancel)));
    }

    private static bool IsSource(IMethodSymbol method) => !method.DeclaringSyntaxReferences.IsEmpty;

    // A logger that threw would take everything down with it.
    private static bool IsLogging(IMethodSymbol method) =>
        method.Name.StartsWith("Log", StringComparison.Ordinal) || method.Name.StartsWith("Trace", StringComparison.Ordinal)
        || method.ContainingType?.Name is "Console" or "Debug" or "Trace" or "ILogger" or "LoggerExtensions";

    private static bool IsOfFramework(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString() is { } scope
        && (scope.StartsWith("System", StringComparison.Ordinal) || scope.StartsWith("Microsoft", StringComparison.Ordinal) || scope == "MigSdk");

    private static bool IsKnownToThrow(IMethodSymbol method) =>
        method.Name.StartsWith("ThrowIf", StringComparison.Ordinal)
            ? method.ContainingType?.Name != "ArgumentNullException"
            : method.ContainingNamespace?.ToDisplayString() switch
            {
                "System.IO" => method.ContainingType.Name is not ("Path" or "MemoryStream" or "StringReader" or "StringWriter"),
                "System.IO.MemoryMappedFiles" or "System.IO.Pipes" or "System.Net.Sockets" or "System.Net.Http" or "System.Text.Json" => true,
                _ => method.Name is "Parse",
            };

    private static bool MayThrow(SyntaxNode declaration) => declaration.DescendantNodes().Any(node => node
        is ThrowStatementSyntax or ThrowExpressionSyntax or AwaitExpressionSyntax or InvocationExpressionSyntax { Expression: not IdentifierNameSyntax { Identifier.Text: "nameof" } });
}
