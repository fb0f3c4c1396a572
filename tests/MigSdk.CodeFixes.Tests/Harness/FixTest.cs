using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using MigSdk.Analyzers;
using MigSdk.Analyzers.Tests;
using MigSdk.Generators;

namespace MigSdk.CodeFixes.Tests;

/// <summary>
/// Applies a fix with the generator and all rules running: once for each diagnostic, and with Fix All for document, project
/// and solution. All four ways must give the same, and what is reported then is what the test says.
/// </summary>
internal sealed class FixTest<TFix> : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, TFix, DefaultVerifier>
    where TFix : CodeFixProvider, new()
{
    internal FixTest()
    {
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(References.All);
        TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck;

        // Handlers that a fix adds are stubs, and this is what the rule about stubs is for.
        DisabledDiagnostics.Add(RuleIds.StubHandler);

        // A type around a driver is looked at with the driver.
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck;
    }

    /// <summary>A rule that reports more than the real one would, to ask the fix where it has no answer.</summary>
    internal DiagnosticAnalyzer? InsteadOfAllRules { get; init; }

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() =>
        InsteadOfAllRules is null ? AllRules.Analyzers : [InsteadOfAllRules];

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(DriverGenerator)];
}
