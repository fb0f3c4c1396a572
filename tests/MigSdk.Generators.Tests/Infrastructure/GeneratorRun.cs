using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>One run of the generator over a compilation, and what came of it.</summary>
internal sealed class GeneratorRun
{
    /// <summary>The language version of the first C# that has generic attributes and static abstract members.</summary>
    internal const LanguageVersion Oldest = LanguageVersion.CSharp11;

    private static readonly MetadataReference[] References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(MigrationState).Assembly.Location)];

    private readonly CSharpCompilation _input;

    private GeneratorRun(CSharpCompilation input, GeneratorDriver driver, CancellationToken cancel)
    {
        _input = input;
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        Driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _, cancel);
        Duration = Stopwatch.GetElapsedTime(start);
        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Output = output;
        Result = Driver.GetRunResult();
    }

    /// <summary>How long the run took.</summary>
    internal TimeSpan Duration { get; }

    /// <summary>What the run has allocated; the driver does all of it on the calling thread.</summary>
    internal long AllocatedBytes { get; }

    /// <summary>What holds the results and, for the next run, the caches.</summary>
    internal GeneratorDriver Driver { get; }

    /// <summary>The compilation with the generated sources.</summary>
    internal Compilation Output { get; }

    internal GeneratorDriverRunResult Result { get; }

    /// <summary>The generated text by hint name.</summary>
    internal IReadOnlyDictionary<string, string> Sources =>
        Result.Results.SelectMany(result => result.GeneratedSources)
            .ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>The text of the only generated file.</summary>
    internal string Source => Assert.Single(Sources).Value;

    /// <summary>Errors anywhere, warnings in generated code, and whatever the generator itself has said.</summary>
    internal string[] Problems =>
    [
        .. Output.GetDiagnostics().Concat(Result.Diagnostics)
            .Where(found => found.Severity == DiagnosticSeverity.Error
                || (found.Severity == DiagnosticSeverity.Warning && !IsOwn(found.Location)))
            .Select(found => found.ToString())
            .Distinct(),
    ];

    /// <summary>The same in short: ids, each once, sorted.</summary>
    internal string ProblemIds => string.Join(
        " ",
        Output.GetDiagnostics().Concat(Result.Diagnostics)
            .Where(found => found.Severity == DiagnosticSeverity.Error
                || (found.Severity == DiagnosticSeverity.Warning && !IsOwn(found.Location)))
            .Select(found => found.Id)
            .Distinct()
            .Order());

    internal static CSharpParseOptions Options(LanguageVersion version = Oldest, params string[] symbols) => new(
        version, DocumentationMode.Diagnose, preprocessorSymbols: symbols);

    internal static CSharpCompilation Compile(CSharpParseOptions options, params string[] sources) => CSharpCompilation.Create(
        "Devices",
        sources.Select((source, index) => Parse(source, options, $"File{index}.cs")),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            allowUnsafe: true,
            checkOverflow: true,
            deterministic: true));

    internal static SyntaxTree Parse(string source, CSharpParseOptions options, string path) =>
        CSharpSyntaxTree.ParseText(source, options, path);

    /// <summary>Runs the generator over sources, each a file.</summary>
    internal static GeneratorRun Of(params string[] sources) => Of(Compile(Options(), sources));

    internal static GeneratorRun Of(CSharpCompilation compilation, params ISourceGenerator[] others) =>
        Of(compilation, CancellationToken.None, others);

    internal static GeneratorRun Of(CSharpCompilation compilation, CancellationToken cancel, params ISourceGenerator[] others)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new DriverGenerator().AsSourceGenerator(), .. others],
            parseOptions: (CSharpParseOptions?)compilation.SyntaxTrees.FirstOrDefault()?.Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(compilation, driver, cancel);
    }

    /// <summary>Runs again with the text of one file changed, on the caches of this run.</summary>
    internal GeneratorRun Edit(int file, string source)
    {
        SyntaxTree old = _input.SyntaxTrees[file];
        SyntaxTree edited = Parse(source, (CSharpParseOptions)old.Options, old.FilePath);
        return new GeneratorRun(_input.ReplaceSyntaxTree(old, edited), Driver, CancellationToken.None);
    }

    /// <summary>Runs again with one file more.</summary>
    internal GeneratorRun Add(string source) => new(
        _input.AddSyntaxTrees(Parse(source, (CSharpParseOptions)_input.SyntaxTrees[0].Options, "Added.cs")),
        Driver,
        CancellationToken.None);

    /// <summary>What became of the outputs of the steps that the generator has named, in this run.</summary>
    internal IncrementalStepRunReason[] ModelReasons =>
        Reasons(Result.Results[0].TrackedSteps.TryGetValue(DriverGenerator.ModelStep, out var steps) ? steps : []);

    /// <summary>What became of the generated files.</summary>
    internal IncrementalStepRunReason[] OutputReasons =>
        Reasons(Result.Results[0].TrackedOutputSteps.SelectMany(step => step.Value));

    /// <summary>The models that the named steps gave.</summary>
    internal object[] Models =>
    [
        .. Result.Results[0].TrackedSteps[DriverGenerator.ModelStep]
            .SelectMany(step => step.Outputs)
            .Select(output => output.Value),
    ];

    internal GeneratorRun AssertClean()
    {
        if (Problems is { Length: > 0 } problems)
            Assert.Fail(string.Join("\n", problems));
        return this;
    }

    private static IncrementalStepRunReason[] Reasons(IEnumerable<IncrementalGeneratorRunStep> steps) =>
        [.. steps.SelectMany(step => step.Outputs).Select(output => output.Reason)];

    private bool IsOwn(Location location) => location.SourceTree is { } tree && _input.ContainsSyntaxTree(tree);
}
