using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Testing;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>What most tests of a fix say: the source before, with <c>{|id:place|}</c>, and after it.</summary>
internal static class Fixes
{
    /// <summary>One file.</summary>
    /// <param name="source">The source with its diagnostics marked.</param>
    /// <param name="mended">The source after the fix; the same where nothing is offered.</param>
    /// <param name="rounds">How many fixes it takes one by one.</param>
    /// <param name="key">The equivalence key of the action; null for the first one.</param>
    internal static Task Verify<TFix>(string source, string mended, int rounds = 1, string? key = null)
        where TFix : CodeFixProvider, new() => Verify<TFix>([source], [mended], rounds, key);

    /// <summary>Several files.</summary>
    internal static Task Verify<TFix>(string[] sources, string[] mended, int rounds = 1, string? key = null)
        where TFix : CodeFixProvider, new()
    {
        FixTest<TFix> test = new() { CodeActionEquivalenceKey = key };
        return Verify(test, sources, mended, rounds);
    }

    /// <summary>Nothing is offered.</summary>
    internal static Task VerifyNone<TFix>(string source, string? key = null)
        where TFix : CodeFixProvider, new()
    {
        FixTest<TFix> test = new() { CodeActionEquivalenceKey = key };
        return Verify(test, [source], [source], 0);
    }

    internal static Task Verify<TFix>(FixTest<TFix> test, string[] sources, string[] mended, int rounds)
        where TFix : CodeFixProvider, new()
    {
        Assert.Equal(sources.Length, mended.Length);
        for (int i = 0; i < sources.Length; i++)
        {
            test.TestState.Sources.Add(($"/0/Test{i}.cs", sources[i]));
            test.FixedState.Sources.Add(($"/0/Test{i}.cs", mended[i]));
        }

        // What is left of other rules is marked in the mended source.
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        test.NumberOfIncrementalIterations = rounds;
        test.NumberOfFixAllIterations = rounds == 0 ? 0 : 1;
        test.NumberOfFixAllInDocumentIterations ??= rounds == 0 ? 0 : sources.Count(source => source.Contains("{|", StringComparison.Ordinal));

        // In one file the three scopes of Fix All are one.
        if (sources.Length == 1)
            test.CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipFixAllInProjectCheck | CodeFixTestBehaviors.SkipFixAllInSolutionCheck;
        return test.RunAsync();
    }

    /// <summary>A source with one place changed, and <c>\n</c> at the ends of its lines.</summary>
    internal static string Put(this string source, string old, string changed) =>
        source.ReplaceLineEndings("\n").Edit(old.ReplaceLineEndings("\n"), changed.ReplaceLineEndings("\n"));
}
