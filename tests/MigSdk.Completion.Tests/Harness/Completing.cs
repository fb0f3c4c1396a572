using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;
using MigSdk.Analyzers.Tests;
using MigSdk.Generators;

namespace MigSdk.Completion.Tests;

/// <summary>Asks Roslyn's own completion service, which finds the provider where it finds those of a package.</summary>
internal static class Completing
{
    private const string Caret = "$$";

    private static readonly AnalyzerReference[] Parts =
    [
        new AnalyzerFileReference(typeof(HandlerCompletionProvider).Assembly.Location, LoadedAssemblies.Instance),
        new AnalyzerFileReference(typeof(DriverGenerator).Assembly.Location, LoadedAssemblies.Instance),
    ];

    // Immutable: every test adds its documents to a copy.
    private static readonly Project Empty = new AdhocWorkspace(MefHostServices.DefaultHost).AddProject(ProjectInfo.Create(
        ProjectId.CreateNewId(),
        VersionStamp.Default,
        "Drivers",
        "Drivers",
        LanguageNames.CSharp,
        compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
        metadataReferences: References.All,
        analyzerReferences: Parts));

    /// <summary>What is offered at the caret of the first source, when the list is asked for.</summary>
    internal static Task<Completions> InvokeAsync(params string[] sources) => AskAsync(sources, CompletionTrigger.Invoke);

    /// <summary>What is offered when the character before the caret was just typed.</summary>
    internal static Task<Completions> TypeAsync(params string[] sources)
    {
        int caret = sources[0].IndexOf(Caret, StringComparison.Ordinal);
        return AskAsync(sources, CompletionTrigger.CreateInsertionTrigger(sources[0][caret - 1]));
    }

    /// <summary>The document of the first source, and where its caret is.</summary>
    internal static (Document Document, int Caret) Open(string[] sources)
    {
        int caret = sources[0].IndexOf(Caret, StringComparison.Ordinal);
        Project project = Empty;
        List<DocumentId> ids = [];
        foreach (string source in sources)
        {
            Document added = project.AddDocument($"Test{ids.Count}.cs", SourceText.From(source.Replace(Caret, "")));
            project = added.Project;
            ids.Add(added.Id);
        }

        return (project.GetDocument(ids[0])!, caret);
    }

    private static async Task<Completions> AskAsync(string[] sources, CompletionTrigger trigger)
    {
        (Document document, int caret) = Open(sources);
        CompletionService service = CompletionService.GetService(document)!;
        CompletionList list = await service.GetCompletionsAsync(document, caret, trigger);
        return new Completions(
            document, service, [.. list.ItemsList.Where(item => item.Properties.ContainsKey("text")).OrderBy(item => item)]);
    }
}
