using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.Analyzers;

/// <summary>
/// Whether code expects a call to fail, so that what is wrong with it is meant. It does where the call, in a lambda, a local
/// function or as a task, is handed to a method whose name speaks of failures (<c>Assert.Throws</c>,
/// <c>Record.Exception</c>, <c>Should().Throw</c>), also by way of a local, or where a <c>try</c> is made for the call.
/// </summary>
internal static class ExpectedFailure
{
    private static readonly string[] Words = ["Throw", "Exception", "Catch", "Fail", "Refuse", "Reject"];

    /// <summary>Whether a call's failure is what the code around it wants to see.</summary>
    public static bool Covers(DriverCall call) => Covers(call.Operation.Syntax, call.IsAsynchronous, followsNames: true);

    /// <summary>Whether the failure of something is what the code around it wants to see.</summary>
    public static bool Covers(SyntaxNode node) => Covers(node, isDeferred: false, followsNames: true);

    // What is not deferred has failed before the method around it is called.
    private static bool Covers(SyntaxNode start, bool isDeferred, bool followsNames)
    {
        for (SyntaxNode node = start; node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case AnonymousFunctionExpressionSyntax:
                    isDeferred = true;
                    break;
                case AwaitExpressionSyntax:
                    isDeferred = false;
                    break;
                case InvocationExpressionSyntax invocation when isDeferred && IsAboutFailure(invocation, node):
                case BlockSyntax { Parent: TryStatementSyntax around } block when block == around.Block && IsMadeFor(around, node):
                case LocalFunctionStatementSyntax function when followsNames && IsUsedSo(function.Identifier.ValueText, function):
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax local }
                    when isDeferred && followsNames && IsUsedSo(local.Identifier.ValueText, local):
                case BaseMethodDeclarationSyntax { AttributeLists: { Count: > 0 } lists } when HasExpectation(lists):
                    return true;
                case BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or TypeDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    // NUnit says it beside the lambda: Assert.That(() => …, Throws.Exception).
    private static bool IsAboutFailure(InvocationExpressionSyntax invocation, SyntaxNode inside) =>
        Speaks(NameOf(invocation.Expression))
        || (inside == invocation.ArgumentList && invocation.ArgumentList.Arguments.Any(argument =>
            LeftmostName(argument.Expression) == "Throws"));

    private static bool IsUsedSo(string name, SyntaxNode declaration) =>
        declaration.Ancestors().FirstOrDefault(node => node is BlockSyntax or CompilationUnitSyntax) is { } scope
        && scope.DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Any(use => use.Identifier.ValueText == name && Covers(use, isDeferred: true, followsNames: false));

    // The call is all that is tried, or what follows it says that it should not have come so far.
    private static bool IsMadeFor(TryStatementSyntax around, SyntaxNode statement)
    {
        if (!around.Catches.Any(clause => TypeName(clause.Declaration?.Type) is "TransitionException" or "MigrationException"))
            return false;
        int next = around.Block.Statements.IndexOf((StatementSyntax)statement) + 1;
        return next == around.Block.Statements.Count
            ? next == 1
            : around.Block.Statements[next] switch
            {
                ThrowStatementSyntax => true,
                ReturnStatementSyntax => next == 1,
                ExpressionStatementSyntax { Expression: InvocationExpressionSyntax invocation } => Speaks(NameOf(invocation.Expression)),
                _ => false,
            };
    }

    private static bool HasExpectation(IEnumerable<AttributeListSyntax> lists) =>
        lists.SelectMany(list => list.Attributes).Any(attribute => TypeName(attribute.Name)?.StartsWith("ExpectedException", StringComparison.Ordinal) == true);

    private static bool Speaks(string? name) =>
        name is not null && Words.Any(word => name.IndexOf(word, StringComparison.Ordinal) >= 0);

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static string? LeftmostName(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => LeftmostName(access.Expression),
        InvocationExpressionSyntax invocation => LeftmostName(invocation.Expression),
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static string? TypeName(TypeSyntax? type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
