using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>
/// MIG1011: renames a member that the driver declares itself. An inherited one, or one that an interface or a base class names,
/// is not the driver's to rename.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReservedNameFix)), Shared]
public sealed class ReservedNameFix : CodeFixProvider
{
    internal const string Key = "RenameReserved";

    // What sounds better than 'Device' in front.
    private static readonly Dictionary<string, string> Words = new()
    {
        [GeneratedNames.StateMachine] = "_deviceStateMachine",
        [GeneratedNames.Reset] = "ResetDevice",
        [GeneratedNames.ResetAsync] = "ResetDeviceAsync",
        [GeneratedNames.SetState] = "SetDeviceState",
        [GeneratedNames.SetStateAsync] = "SetDeviceStateAsync",
        [GeneratedNames.GetPath] = "GetDevicePath",
        [GeneratedNames.TryGetNextState] = "TryGetNextDeviceState",
    };

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.ReservedName];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameFixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } found)
                continue;
            string name = NewName(found.Symbol);
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Rename '{found.Symbol.Name}' to '{name}'",
                    cancel => MemberRenaming.RenameAsync(context.Document.Project.Solution, context.Document.Id, found.Node, cancel),
                    Key),
                diagnostic);
        }
    }

    /// <summary>The member that a diagnostic is about, and its declaration.</summary>
    internal static async Task<(SyntaxNode Node, ISymbol Symbol)?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancel)
    {
        if (await Finding.FindAsync(document, diagnostic, cancel).ConfigureAwait(false) is not { } finding)
            return null;
        SyntaxNode node = finding.Node;
        return finding.Model.GetDeclaredSymbol(node, cancel) is { } symbol
            && GeneratedNames.All.Contains(symbol.Name)
            && IsOwn(symbol, node)
                ? (node, symbol)
                : null;
    }

    /// <summary>A name that is free in the driver.</summary>
    internal static string NewName(ISymbol symbol)
    {
        INamedTypeSymbol? scope = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        string words = Words.TryGetValue(symbol.Name, out string? name) ? name : "Device" + symbol.Name;
        name = words;
        for (int number = 2; scope is not null && !(Names.IsFree(scope, name) && IsFreeAround(symbol, name)); number++)
            name = $"{words}{number}";
        return name;
    }

    // A nested type shares its names with the members around it, any other with its namespace.
    private static bool IsFreeAround(ISymbol symbol, string name) => symbol is not INamedTypeSymbol type
        || (type.ContainingType is { } around
            ? Names.IsFree(around, name)
            : !type.ContainingNamespace.GetMembers(name).Any());

    private static bool IsOwn(ISymbol symbol, SyntaxNode node)
    {
        if (symbol.IsOverride || node is not (MemberDeclarationSyntax or VariableDeclaratorSyntax or TypeParameterSyntax))
            return false;
        return symbol.ContainingType is not { } type || symbol is ITypeSymbol || !type.AllInterfaces
            .SelectMany(contract => contract.GetMembers(symbol.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol));
    }
}
