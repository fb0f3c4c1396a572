using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>On half-typed code no fix throws, neither when it is asked nor when it is applied.</summary>
public sealed class RobustnessTests
{
    // Each asks and applies every fix; most deletions leave nothing to fix, so that it takes this many to be offered some.
    private static readonly int Rounds = Environment.GetEnvironmentVariable("MIGSDK_ROBUSTNESS") == "full" ? 400 : 40;

    private static readonly string Wrong = Source.Flags5
        .Edit("[Arc(PreCopy, StopCopy), ", "[Arc(Running, Error), Arc(Running, RunningP2P), ")
        .Edit("private ResumingSession BeginResuming() => new DeviceResuming();", "private int BeginResuming(int size) => 0;")
        .Edit("private void StopTracking(SavingSession session) { }", "private SavingSession StopTracking(ResumingSession session) => null;")
        .Edit("private void Reset(int queue) { }", "private void Reset() { }");

    [Theory]
    [InlineData("Flags1.cs", 1)]
    [InlineData("Rfc2022.cs", 2)]
    [InlineData("Features.cs", 3)]
    [InlineData("", 4)]
    public async Task Any_tokens_can_be_missing(string name, int seed)
    {
        Random random = new(seed);
        string source = name.Length == 0 ? Wrong : Source.Read(name);
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()];
        int offered = 0;
        for (int round = 0; round < Rounds; round++)
        {
            List<SyntaxToken> left = [.. tokens];
            for (int deletions = random.Next(1, 4); deletions > 0; deletions--)
                left.RemoveAt(random.Next(left.Count));
            offered += await new FixingSolution([string.Concat(left.Select(token => token.ToFullString()))]).TryEverythingAsync();
        }

        Assert.True(offered > 0);
    }
}
