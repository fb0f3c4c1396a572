using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>What a driver's source says about who moves it, found by names alone: in doubt it moves.</summary>
internal sealed class DriverHabits
{
    // A symbol belongs to one compilation and never changes.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, DriverHabits> Known = new();
    private static readonly DriverHabits Unseen = new();

    private static readonly string[] Moves =
        [GeneratedNames.SetState, GeneratedNames.SetStateAsync, GeneratedNames.Reset, GeneratedNames.ResetAsync];

    private DriverHabits()
    {
    }

    private DriverHabits(INamedTypeSymbol type, CancellationToken cancel)
    {
        INamedTypeSymbol[] classes = [.. BaseTypes(type)];
        SyntaxNode[] parts = [.. classes.SelectMany(c => c.DeclaringSyntaxReferences).Select(part => part.GetSyntax(cancel))];
        InvocationExpressionSyntax[] moves = [.. parts.SelectMany(part => part.DescendantNodes()).OfType<InvocationExpressionSyntax>().Where(IsMove)];
        MovesItself = moves.Any(move => IsOwn(move) && IsSpontaneous(move));
        MovesOthers = moves.Any(move => !IsOwn(move));
        HashSet<string> names = [.. classes.SelectMany(c => c.GetMembers()).Where(RunsCode).Select(member => member.Name)];
        IsNewInInitialState = classes.All(c => !c.DeclaringSyntaxReferences.IsEmpty)
            && parts.OfType<TypeDeclarationSyntax>().SelectMany(Construction).All(node => KeepsToItself(node, names));
    }

    /// <summary>Whether a new driver is in the initial state, and only who has made it knows it.</summary>
    public bool IsNewInInitialState { get; }

    /// <summary>Whether the driver may leave its state without being asked, by a timer, a thread or an event.</summary>
    public bool MovesItself { get; }

    /// <summary>Whether its handlers may move other drivers.</summary>
    public bool MovesOthers { get; }

    /// <summary>The habits of a driver; of one whose source is not there it is only known that its constructor is not.</summary>
    public static DriverHabits Of(UsedDriver driver, CancellationToken cancel) =>
        driver.Type is { } type ? Of(type, cancel) : Unseen;

    /// <summary>The habits of a driver's class, or of one that derives from it.</summary>
    public static DriverHabits Of(INamedTypeSymbol type, CancellationToken cancel)
    {
        type = type.OriginalDefinition;
        return Known.TryGetValue(type, out DriverHabits? known)
            ? known
            : Known.GetValue(type, key => new DriverHabits(key, cancel));
    }

    private static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is { SpecialType: not SpecialType.System_Object }; at = at.BaseType?.OriginalDefinition)
            yield return at;
    }

    private static bool IsMove(InvocationExpressionSyntax call) => Array.IndexOf(Moves, Name(call.Expression)) >= 0
        && call.Expression is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: GeneratedNames.StateMachine } };

    private static bool IsOwn(InvocationExpressionSyntax call) =>
        call.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };

    // What is public is called by who holds the driver, and that is seen there.
    private static bool IsSpontaneous(SyntaxNode call)
    {
        foreach (SyntaxNode around in call.Ancestors())
        {
            if (around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                return true;
            if (around is MemberDeclarationSyntax member)
                return !member.Modifiers.Any(m => m.IsKind(SyntaxKind.PublicKeyword) || m.IsKind(SyntaxKind.InternalKeyword));
        }

        return true;
    }

    private static bool RunsCode(ISymbol member) => !member.IsStatic && member switch
    {
        IMethodSymbol method => method.MethodKind == MethodKind.Ordinary,
        IPropertySymbol property => !property.IsAuto(),
        _ => false,
    };

    private static IEnumerable<SyntaxNode> Construction(TypeDeclarationSyntax part) => part.Members.SelectMany(member => member switch
    {
        ConstructorDeclarationSyntax constructor => [constructor],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(v => v.Initializer).OfType<SyntaxNode>(),
        PropertyDeclarationSyntax { Initializer: { } initializer } => [initializer],
        _ => [],
    });

    private static bool KeepsToItself(SyntaxNode construction, HashSet<string> names) =>
        construction.DescendantNodes().All(node => node switch
        {
            ThisExpressionSyntax => node.Parent is MemberAccessExpressionSyntax access && access.Expression == node,
            IdentifierNameSyntax name => !names.Contains(name.Identifier.ValueText) || !IsOfThis(name),
            _ => true,
        });

    private static bool IsOfThis(IdentifierNameSyntax name) => name.Parent is not MemberAccessExpressionSyntax access
        || access.Name != name
        || access.Expression is ThisExpressionSyntax or BaseExpressionSyntax;

    private static string? Name(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
