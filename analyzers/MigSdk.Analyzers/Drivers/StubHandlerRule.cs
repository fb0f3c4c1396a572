using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>MIG1016: handlers and hooks are more than the stubs that a fix has put there.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StubHandlerRule() : DriverRule(Descriptor, DriverScope.Driver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.StubHandler,
        "A handler is a stub",
        "{0} always fails: it only throws NotImplementedException",
        RuleCategories.Drivers,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.StubHandler));

    private protected override void Check(DriverCheck check)
    {
        foreach (HandlerMethod handler in HandlerMethod.Of(check.Driver).Where(handler => IsStub(handler.Body, check.Cancel)))
            check.Report(handler.Body.Identifier(), handler.Title);
    }

    // By name and without binding: whatever exception is called that, the handler only throws it.
    private static bool IsStub(IMethodSymbol method, CancellationToken cancel)
    {
        ExpressionSyntax? thrown = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) switch
        {
            MethodDeclarationSyntax { Body.Statements: [ThrowStatementSyntax statement] } => statement.Expression,
            MethodDeclarationSyntax { ExpressionBody.Expression: ThrowExpressionSyntax expression } => expression.Expression,
            _ => null,
        };
        return thrown is ObjectCreationExpressionSyntax { Type: NameSyntax type } && LastName(type) == "NotImplementedException";
    }

    private static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
