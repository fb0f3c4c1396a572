using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>On half-typed code neither the generator nor a rule throws.</summary>
public sealed class RobustnessTests
{
    private const int Rounds = 200;

    [Theory]
    [InlineData("Flags5.cs")]
    [InlineData("Features.cs")]
    public async Task Every_prefix_of_a_source_can_be_analysed(string name)
    {
        SyntaxToken[] tokens = Tokens(name);
        for (int count = 0; count <= tokens.Length; count++)
            await Compiling.ReportAsync(Join(tokens.Take(count)));
    }

    [Theory]
    [InlineData("Flags3.cs", 1)]
    [InlineData("Flags5.cs", 2)]
    [InlineData("Rfc2022.cs", 3)]
    [InlineData("Features.cs", 4)]
    public async Task Any_tokens_can_be_missing(string name, int seed)
    {
        Random random = new(seed);
        SyntaxToken[] tokens = Tokens(name);
        for (int round = 0; round < Rounds; round++)
        {
            List<SyntaxToken> left = [.. tokens];
            for (int deletions = random.Next(1, 4); deletions > 0; deletions--)
                left.RemoveAt(random.Next(left.Count));
            await Compiling.ReportAsync(Join(left));
        }
    }

    private static SyntaxToken[] Tokens(string name) =>
        [.. CSharpSyntaxTree.ParseText(Source.Read(name)).GetRoot().DescendantTokens()];

    private static string Join(IEnumerable<SyntaxToken> tokens) =>
        tokens.Aggregate(new StringBuilder(), (text, token) => text.Append(token.ToFullString())).ToString();
}
