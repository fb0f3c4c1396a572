using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.CodeFixes;

/// <summary>Makes of a handler of several arcs one for each.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(SplitHandlerRefactoring)), Shared]
public sealed class SplitHandlerRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        if (await HandlerMethod.FindAsync(context).ConfigureAwait(false) is { } handler && handler.Arcs.Skip(1).Any())
        {
            context.RegisterRefactoring(CodeAction.Create(
                $"Split '{handler.Symbol.Name}' into one handler for each arc",
                cancel => SplitAsync(context.Document, handler, cancel),
                "Split"));
        }
    }

    private static async Task<Document> SplitAsync(Document document, HandlerMethod handler, CancellationToken cancel)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false))!;
        AttributeData[] arcs = [.. handler.Arcs];
        HashSet<SyntaxNode?> later = [.. arcs.Skip(1).Select(arc => HandlerMethod.SyntaxOf(arc, cancel))];
        HashSet<SyntaxNode?> common = [.. handler.Others.Select(other => HandlerMethod.SyntaxOf(other, cancel))];

        // The first keeps the name, for who calls it, and whatever else the SDK calls it for.
        string newLine = NewLine(handler.Syntax);
        var parts = new List<MethodDeclarationSyntax> { WithEnd(handler.Syntax.Keep(attribute => !later.Contains(attribute)), newLine) };
        var names = new FreeNames(handler.Symbol.ContainingType, StateType(arcs[0]));
        SyntaxTriviaList above = Above(handler.Syntax, newLine);
        foreach (AttributeData arc in arcs.Skip(1))
        {
            SyntaxNode? own = HandlerMethod.SyntaxOf(arc, cancel);
            MethodDeclarationSyntax part = handler.Syntax.Keep(attribute => attribute == own || common.Contains(attribute));
            SyntaxToken name = SyntaxFactory.Identifier(names.Take(NameFor(handler.Symbol.Name, arc))).WithTriviaFrom(part.Identifier);
            parts.Add(WithEnd(part.WithIdentifier(name).WithLeadingTrivia(above), newLine));
        }

        parts[parts.Count - 1] = parts[parts.Count - 1].WithTrailingTrivia(handler.Syntax.GetTrailingTrivia());
        return document.WithSyntaxRoot(root.ReplaceNode(handler.Syntax, parts));
    }

    private static string NameFor(string handler, AttributeData arc)
    {
        const string Async = "Async";
        string end = handler.Length > Async.Length && handler.EndsWith(Async) ? Async : "";
        return $"{handler.Substring(0, handler.Length - end.Length)}{State(arc, 0)}To{State(arc, 1)}{end}";
    }

    /// <summary>The name of a state of an arc; its value where it is none, which a rule reports.</summary>
    private static string State(AttributeData arc, int argument)
    {
        TypedConstant constant = arc.ConstructorArguments[argument];
        string name = constant.Type?.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, constant.Value))?.Name
            ?? $"State{constant.Value}".Replace('-', '_');
        return char.ToUpperInvariant(name[0]) + name.Substring(1);
    }

    private static ITypeSymbol? StateType(AttributeData arc) => arc.ConstructorArguments[0].Type;

    /// <summary>What stands above the copies: an empty line, and the comments and the indentation of the method.</summary>
    private static SyntaxTriviaList Above(MethodDeclarationSyntax method, string newLine)
    {
        SyntaxTrivia[] trivia = [.. method.GetLeadingTrivia()];
        int start = 0;
        for (int i = 0; i < trivia.Length && trivia[i].Kind() is SyntaxKind.EndOfLineTrivia or SyntaxKind.WhitespaceTrivia; i++)
        {
            if (trivia[i].IsKind(SyntaxKind.EndOfLineTrivia))
                start = i + 1;
        }

        return [SyntaxFactory.EndOfLine(newLine), .. trivia.Skip(start)];
    }

    private static MethodDeclarationSyntax WithEnd(MethodDeclarationSyntax method, string newLine) =>
        method.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia)
            ? method
            : method.WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine));

    private static string NewLine(SyntaxNode node) =>
        node.SyntaxTree.GetText().ToString().Contains("\r\n") ? "\r\n" : "\n";
}
