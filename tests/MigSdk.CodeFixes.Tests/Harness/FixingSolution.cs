using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using MigSdk.Analyzers.Tests;
using MigSdk.Generators;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>A solution with generator and all rules, where many fixes are to be applied or the amount is what counts.</summary>
internal sealed class FixingSolution
{
    private static readonly AdhocWorkspace Workspace = new();

    private Solution _solution;

    internal FixingSolution(params string[][] projects)
    {
        _solution = Workspace.CurrentSolution;
        for (int p = 0; p < projects.Length; p++)
        {
            ProjectId project = ProjectId.CreateNewId();
            _solution = _solution.AddProject(ProjectInfo.Create(
                project, VersionStamp.Default, $"Project{p}", $"Project{p}", LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
                metadataReferences: References.All,
                analyzerReferences: [new Generators()]));
            for (int i = 0; i < projects[p].Length; i++)
                _solution = _solution.AddDocument(DocumentId.CreateNewId(project), $"File{i}.cs", SourceText.From(projects[p][i]), filePath: $"/{p}/File{i}.cs");
        }
    }

    /// <summary>The fixes of the assembly.</summary>
    internal static ImmutableArray<CodeFixProvider> AllFixes { get; } =
    [
        .. typeof(SourceFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>What the rules report, and the errors of the compiler's where asked for.</summary>
    internal async Task<List<(Project Project, Diagnostic Diagnostic)>> ReportAsync(bool withCompiler = false)
    {
        List<(Project, Diagnostic)> all = [];
        foreach (Project project in _solution.Projects)
        {
            Compilation compilation = (await project.GetCompilationAsync())!;
            if (withCompiler)
                all.AddRange(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => (project, d)));
            CompilationWithAnalyzers analysis = compilation.WithAnalyzers(AllRules.Analyzers);
            all.AddRange((await analysis.GetAnalyzerDiagnosticsAsync()).Select(d => (project, d)));
        }

        return all;
    }

    /// <summary>Applies Fix All of every fix, with the first action that it offers, until nothing changes any more.</summary>
    /// <returns>How many times Fix All was called for.</returns>
    internal async Task<int> FixAllAsync(FixAllScope scope, int atMost)
    {
        int count = 0;
        List<(Project Project, Diagnostic Diagnostic)> found = await ReportAsync();
        while (await NextAsync(found) is var (fix, document, action))
        {
            Assert.True(++count <= atMost, $"Fix All was called {atMost} times and there is still {found[0].Diagnostic}.");
            FixAllContext context = new(
                document, fix, scope, action.EquivalenceKey!, fix.FixableDiagnosticIds, new Provider(found), CancellationToken.None);
            CodeAction all = Assert.IsAssignableFrom<CodeAction>(await fix.GetFixAllProvider()!.GetFixAsync(context));
            _solution = await ApplyAsync(all);
            found = await ReportAsync();
        }

        return count;
    }

    private static async Task<(CodeFixProvider Fix, Document Document, CodeAction Action)?> NextAsync(
        List<(Project Project, Diagnostic Diagnostic)> found)
    {
        foreach (CodeFixProvider fix in AllFixes)
        {
            foreach ((Project project, Diagnostic diagnostic) in found.Where(f => fix.FixableDiagnosticIds.Contains(f.Diagnostic.Id)))
            {
                if (project.GetDocument(diagnostic.Location.SourceTree) is { } document
                    && await ActionsAsync(fix, document, diagnostic) is [var action, ..])
                {
                    return (fix, document, action);
                }
            }
        }

        return null;
    }

    /// <summary>Asks every fix about every diagnostic and carries out all that is offered, each on its own.</summary>
    internal async Task<int> TryEverythingAsync()
    {
        int count = 0;
        foreach ((Project project, Diagnostic diagnostic) in await ReportAsync())
        {
            foreach (CodeFixProvider fix in AllFixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                foreach (CodeAction action in await ActionsAsync(fix, project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic))
                {
                    await ApplyAsync(action);
                    count++;
                }
            }
        }

        return count;
    }

    private static async Task<List<CodeAction>> ActionsAsync(CodeFixProvider fix, Document document, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private static async Task<Solution> ApplyAsync(CodeAction action) =>
        (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private sealed class Generators : AnalyzerReference
    {
        private readonly ImmutableArray<ISourceGenerator> _generators = [new DriverGenerator().AsSourceGenerator()];

        public override string? FullPath => null;

        public override object Id => nameof(Generators);

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
    }

    private sealed class Provider(List<(Project Project, Diagnostic Diagnostic)> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancel) =>
            Task.FromResult(Of(project));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancel)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancel);
            return Of(document.Project).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancel) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        private IEnumerable<Diagnostic> Of(Project project) =>
            found.Where(f => f.Project.Id == project.Id).Select(f => f.Diagnostic);
    }
}
