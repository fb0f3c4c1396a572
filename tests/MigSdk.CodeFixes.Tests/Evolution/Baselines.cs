using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Analyzers;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>Projects with baseline files, in a workspace as an editor has it.</summary>
internal sealed class Baselines
{
    internal const string Shipped = "MigSpec.Shipped.txt";
    internal const string Unshipped = "MigSpec.Unshipped.txt";

    private static readonly ImmutableArray<DiagnosticAnalyzer> Rules =
        [new BreakingChangeRule(), new OptOutChangeRule(), new UnrecordedAdditionRule(), new FaultyBaselineRule()];

    private static readonly ImmutableArray<MetadataReference> References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(MigrationDriverAttribute).Assembly.Location)];

    private readonly AdhocWorkspace _workspace = new();

    internal Solution Solution { get; private set; }

    private Baselines() => Solution = _workspace.CurrentSolution;

    /// <summary>A solution of one project.</summary>
    internal static Baselines Of(string source, params (string Name, string Text)[] files) => Of([source], files);

    internal static Baselines Of(string[] sources, params (string Name, string Text)[] files) =>
        new Baselines().With("P", sources, files);

    /// <summary>The solution with one project more.</summary>
    internal Baselines With(string project, string[] sources, params (string Name, string Text)[] files)
    {
        ProjectId id = ProjectId.CreateNewId();
        Solution = Solution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, project, project, LanguageNames.CSharp, filePath: $"/{project}/{project}.csproj",
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary), metadataReferences: References));
        for (int i = 0; i < sources.Length; i++)
            Solution = Solution.AddDocument(DocumentId.CreateNewId(id), $"F{i}.cs", sources[i], filePath: $"/{project}/F{i}.cs");
        foreach ((string name, string text) in files)
            Solution = Solution.AddAdditionalDocument(DocumentId.CreateNewId(id), name, text, filePath: $"/{project}/{name}");
        return this;
    }

    /// <summary>The text of a project's file; null where it has none.</summary>
    internal string? Text(string name, string project = "P") => Solution.Projects.Single(p => p.Name == project)
        .AdditionalDocuments.SingleOrDefault(document => document.Name == name)?.GetTextAsync().Result.ToString();

    /// <summary>The path of a project's file.</summary>
    internal string? PathOf(string name) =>
        Solution.Projects.Single().AdditionalDocuments.Single(document => document.Name == name).FilePath;

    /// <summary>What the rules report, by project and file.</summary>
    internal async Task<Diagnostic[]> ReportAsync(Project? only = null)
    {
        List<Diagnostic> all = [];
        foreach (Project project in only is null ? Solution.Projects : [only])
        {
            Compilation compilation = (await project.GetCompilationAsync())!;
            Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
            all.AddRange(await compilation.WithAnalyzers(Rules, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync());
        }

        return [.. all.OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan)];
    }

    internal async Task<string> IdsAsync() => string.Join(' ', (await ReportAsync()).Select(diagnostic => diagnostic.Id));

    /// <summary>The fixes that are offered for the first diagnostic of a rule.</summary>
    internal async Task<List<CodeAction>> ActionsAsync(CodeFixProvider provider, string id)
    {
        Diagnostic diagnostic = (await ReportAsync()).First(d => d.Id == id);
        List<CodeAction> actions = [];
        CodeFixContext context = new(
            Find(diagnostic), diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), default);
        await provider.RegisterCodeFixesAsync(context);
        return actions;
    }

    /// <summary>Takes the only fix that is offered, and demands its title.</summary>
    internal async Task FixAsync(CodeFixProvider provider, string id, string title)
    {
        CodeAction action = Assert.Single(await ActionsAsync(provider, id));
        Assert.Equal(title, action.Title);
        await ApplyAsync(action);
    }

    /// <summary>Mends everything in a scope.</summary>
    internal async Task FixAllAsync(CodeFixProvider provider, string id, FixAllScope scope)
    {
        Diagnostic diagnostic = (await ReportAsync()).First(d => d.Id == id);
        CodeAction one = (await ActionsAsync(provider, id))[0];
        FixAllProvider all = provider.GetFixAllProvider()!;
        Assert.Contains(scope, all.GetSupportedFixAllScopes());
        FixAllContext context = Find(diagnostic) is Document document
            ? new FixAllContext(document, provider, scope, one.EquivalenceKey!, [id], new Reports(this), default)
            : new FixAllContext(Find(diagnostic).Project, provider, scope, one.EquivalenceKey!, [id], new Reports(this), default);
        await ApplyAsync((await all.GetFixAsync(context))!);
    }

    private async Task ApplyAsync(CodeAction action) =>
        Solution = (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private TextDocument Find(Diagnostic diagnostic) =>
        Solution.GetDocument(diagnostic.Location.SourceTree)
        ?? Solution.Projects.SelectMany(project => project.AdditionalDocuments)
            .Single(document => document.FilePath == diagnostic.Location.GetLineSpan().Path);

    private sealed class Reports(Baselines baselines) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, System.Threading.CancellationToken cancellationToken) =>
            await baselines.ReportAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, System.Threading.CancellationToken cancellationToken) =>
            (await baselines.ReportAsync(document.Project)).Where(d => d.Location.GetLineSpan().Path == document.FilePath);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, System.Threading.CancellationToken cancellationToken) =>
            (await baselines.ReportAsync(project)).Where(d => d.Location.SourceTree is null);
    }
}
