using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Analyzers.Tests;
using MigSdk.Generators;
using Xunit;

namespace MigSdk.FaultCorpus;

/// <summary>
/// Compiles a driver as a project with nullable analysis does, with the generator and all rules: the faulty one is stopped
/// by what its class says and by nothing else, the mended one by nothing.
/// </summary>
internal static class Rendition
{
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Drivers",
        references: References.All,
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    internal static async Task IsStopped<TFault>(string faulty, string mended)
    {
        string[] stoppedBy = typeof(TFault).GetCustomAttribute<FaultAttribute>()!.StoppedBy;
        Assert.NotEmpty(stoppedBy);
        Assert.Equal(stoppedBy.Order(StringComparer.Ordinal), await DiagnoseAsync(faulty));
        Assert.Equal([], await DiagnoseAsync(mended));
    }

    /// <summary>A driver with one place changed, which must be there and be the only one.</summary>
    internal static string Edit(this string source, string old, string changed)
    {
        Assert.Equal(2, source.Split(old).Length);
        return source.Replace(old, changed, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> DiagnoseAsync(string source)
    {
        CSharpGeneratorDriver.Create(new DriverGenerator())
            .RunGeneratorsAndUpdateCompilation(Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source)), out Compilation compilation, out _);
        IEnumerable<Diagnostic> found = await compilation.WithAnalyzers(AllRules.Analyzers).GetAllDiagnosticsAsync();
        // Unused usings and fields are nobody's fault.
        return found.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id.StartsWith("MIG", StringComparison.Ordinal)
                || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Id.StartsWith("CS86", StringComparison.Ordinal)))
            .Select(diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal);
    }
}
