using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers.Tests;

/// <summary>One line of an <c>.editorconfig</c> that holds for all files.</summary>
internal sealed class BulkConfiguration(string line) : AnalyzerConfigOptionsProvider
{
    private readonly AnalyzerConfigOptions _options = new Options(line);

    public override AnalyzerConfigOptions GlobalOptions => _options;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _options;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _options;

    private sealed class Options(string line) : AnalyzerConfigOptions
    {
        private readonly string[] _parts = line.Split(" = ");

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            bool isIt = KeyComparer.Equals(key, _parts[0]);
            value = isIt ? _parts[^1] : null;
            return isIt;
        }
    }
}
