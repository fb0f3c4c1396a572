using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using MigSdk.Spec;

namespace MigSdk.Analyzers.Tests;

/// <summary>Compiles specs in the presence of baseline files.</summary>
internal static partial class Recording
{
    internal const string ShippedPath = "/0/MigSpec.Shipped.txt";
    internal const string UnshippedPath = "/0/MigSpec.Unshipped.txt";

    /// <summary>The lines that record the specs of a source.</summary>
    internal static string Of(string source) => SpecBaseline.Of([.. Specs(source)]).ToString();

    /// <summary>The specs of a source, under the names under which they are recorded.</summary>
    internal static IEnumerable<StateMachineSpec> Specs(string source)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Old", [CSharpSyntaxTree.ParseText(Plain(source))], References.All);
        return compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
            .Where(type => type.TypeKind == TypeKind.Enum)
            .Select(RecordedName.SpecOf)
            .OfType<StateMachineSpec>();
    }

    /// <summary>A source without the marks of expected diagnostics.</summary>
    internal static string Plain(string source) => Mark().Replace(source, "$1");

    /// <summary>Everything that is reported of a source with a shipped file, and with an unshipped one if it is given.</summary>
    internal static Task Verify(string source, string shipped, params DiagnosticResult[] expected) =>
        Rules.Verify(source, [(ShippedPath, shipped)], expected);

    internal static Task Verify(string source, string shipped, string unshipped, params DiagnosticResult[] expected) =>
        Rules.Verify(source, [(ShippedPath, shipped), (UnshippedPath, unshipped)], expected);

    [GeneratedRegex(@"\{\|#\d:(.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
