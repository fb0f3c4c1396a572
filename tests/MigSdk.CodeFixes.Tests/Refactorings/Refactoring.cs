using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>Applies a refactoring at the cursor <c>$$</c> of the first source, and holds the result against compiler and rules.</summary>
internal static class Refactoring<TProvider>
    where TProvider : CodeRefactoringProvider, new()
{
    private const string Cursor = "$$";

    // Says that a handler is a stub, which it is.
    private const string StubRule = "MIG1016";

    private static readonly Project Empty = new AdhocWorkspace(MefHostServices.DefaultHost).AddProject(ProjectInfo.Create(
        ProjectId.CreateNewId(),
        VersionStamp.Default,
        "Drivers",
        "Drivers",
        LanguageNames.CSharp,
        compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
        metadataReferences: References.All,
        analyzerReferences: [new GeneratorReference()]));

    /// <summary>The titles of what is offered, the nested ones after a <c>/</c>.</summary>
    internal static async Task<string[]> TitlesAsync(params string[] sources) =>
        [.. (await OffersAsync(Open(sources, out int cursor), cursor)).Select(offer => offer.Title)];

    /// <summary>Applies the offer of a title.</summary>
    internal static async Task<string[]> ApplyAsync(string title, params string[] sources)
    {
        Project changed = await ChangeAsync(title, sources);
        string[] texts = await TextsAsync(changed);
        string[] complaints = await ComplaintsAsync(changed);
        Assert.True(complaints.Length == 0, $"{string.Join("\n", complaints)}\nin:\n{string.Join("\n", texts)}");
        return texts;
    }

    /// <summary>Applies the offer of a title and compares the first file.</summary>
    internal static async Task VerifyAsync(string title, string source, string expected) =>
        Assert.Equal(expected, (await ApplyAsync(title, source))[0]);

    private static async Task<Project> ChangeAsync(string title, string[] sources)
    {
        Document document = Open(sources, out int cursor);
        (_, CodeAction action) = (await OffersAsync(document, cursor)).Single(offer => offer.Title == title);
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetProject(document.Project.Id)!;
    }

    private static Document Open(string[] sources, out int cursor)
    {
        cursor = sources[0].IndexOf(Cursor, StringComparison.Ordinal);
        Project project = Empty;
        foreach (string source in sources)
            project = project.AddDocument($"Test{project.DocumentIds.Count}.cs", SourceText.From(source.Replace(Cursor, ""))).Project;
        return project.GetDocument(project.DocumentIds[0])!;
    }

    private static async Task<List<(string Title, CodeAction Action)>> OffersAsync(Document document, int cursor)
    {
        List<(string Title, CodeAction Action)> offers = [];
        await new TProvider().ComputeRefactoringsAsync(new CodeRefactoringContext(
            document, new TextSpan(cursor, 0), action => Add("", action), CancellationToken.None));
        return offers;

        void Add(string around, CodeAction action)
        {
            if (action.NestedActions.IsEmpty)
                offers.Add((around + action.Title, action));
            foreach (CodeAction nested in action.NestedActions)
                Add($"{action.Title}/", nested);
        }
    }

    private static async Task<string[]> TextsAsync(Project project)
    {
        List<string> texts = [];
        foreach (DocumentId id in project.DocumentIds)
            texts.Add((await project.GetDocument(id)!.GetTextAsync()).ToString());
        return [.. texts];
    }

    /// <summary>The compiler's errors and whatever the rules find, the generator being at work.</summary>
    private static async Task<string[]> ComplaintsAsync(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers(AllRules.Analyzers).GetAllDiagnosticsAsync();
        return
        [
            .. found
                .Where(each => each.Severity == DiagnosticSeverity.Error || each.Id.StartsWith("MIG", StringComparison.Ordinal))
                .Where(each => each.Id != StubRule)
                .Select(each => each.ToString()),
        ];
    }
}
