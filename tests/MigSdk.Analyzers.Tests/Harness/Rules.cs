using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using MigSdk.Generators;

namespace MigSdk.Analyzers.Tests;

/// <summary>
/// Compiles a source with the generator and all rules. What is expected is everything that is reported, errors of the
/// compiler's included: so a test also shows that the mistake is told once, and that the rest of the class compiles.
/// </summary>
internal static class Rules
{
    /// <summary>A rule's diagnostic at the place that the source marks as <c>{|#n:…|}</c>.</summary>
    internal static DiagnosticResult Expect(string id, int place, string message) =>
        Expect(id, place).WithMessage(message);

    internal static DiagnosticResult Expect(string id, int place = 0) =>
        new DiagnosticResult(id, AllRules.Descriptor(id).DefaultSeverity).WithLocation(place);

    /// <summary>MIG5004 at a line of a file.</summary>
    internal static DiagnosticResult FaultyLine(string path, int line, string? message = null)
    {
        DiagnosticResult result =
            new DiagnosticResult(RuleIds.FaultyBaseline, DiagnosticSeverity.Warning).WithLocation(path, line, 1);
        return message is null ? result : result.WithMessage(message);
    }

    /// <summary>An error of the compiler's.</summary>
    internal static DiagnosticResult CompilerError(string id, int place) =>
        DiagnosticResult.CompilerError(id).WithLocation(place);

    internal static Task Verify(string source, params DiagnosticResult[] expected) => Verify([source], "", expected);

    /// <summary>Where the mistake makes generated code fail to compile, and its errors are not what is to be shown.</summary>
    internal static Task VerifyRulesOnly(string source, params DiagnosticResult[] expected)
    {
        RuleTest test = new() { CompilerDiagnostics = CompilerDiagnostics.None };
        test.TestState.Sources.Add(source.ReplaceLineEndings("\n"));
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    /// <summary>Of more than one file, and with lines for C# files in the <c>.editorconfig</c>.</summary>
    internal static Task Verify(string[] sources, string config, params DiagnosticResult[] expected)
    {
        RuleTest test = new();
        for (int i = 0; i < sources.Length; i++)
            test.TestState.Sources.Add(($"/0/Test{i}.cs", sources[i].ReplaceLineEndings("\n")));
        if (config.Length > 0)
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*.cs]\n{config}\n"));
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    /// <summary>With files that the project gives the rules.</summary>
    internal static Task Verify(string source, (string Path, string Text)[] files, params DiagnosticResult[] expected) =>
        Verify(source, files, "", expected);

    /// <summary>With such files and with lines of a global configuration.</summary>
    internal static Task Verify(
        string source, (string Path, string Text)[] files, string config, params DiagnosticResult[] expected)
    {
        RuleTest test = new();
        if (config.Length > 0)
            test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{config}\n"));
        test.TestState.Sources.Add(source.ReplaceLineEndings("\n"));
        foreach ((string path, string text) in files)
            test.TestState.AdditionalFiles.Add((path, text));
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    private sealed class RuleTest : CSharpAnalyzerTest<EmptyDiagnosticAnalyzer, DefaultVerifier>
    {
        internal RuleTest()
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(References.All);
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck;
        }

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => AllRules.Analyzers;

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(DriverGenerator)];
    }
}
