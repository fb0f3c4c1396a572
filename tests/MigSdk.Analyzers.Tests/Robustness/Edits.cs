using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigSdk.Analyzers.Tests;

/// <summary>How files come to look half-typed.</summary>
internal static class Edits
{
    private const int MostEdits = 4;
    private const int LongestDeletion = 12;

    // Analysing a whole project takes much longer than one file, and shows what rules make of drivers in other files.
    private const int BuiltEvery = 4;

    /// <summary>A file cut off in the middle of each of its tokens, and after each.</summary>
    internal static IEnumerable<HalfTyped> Prefixes(TreeProject project, SyntaxTree file)
    {
        string text = file.ToString();
        foreach (SyntaxToken token in file.GetRoot().DescendantTokens())
        {
            if (token.Span.Length > 1)
                yield return CutAt(token.SpanStart + (token.Span.Length / 2));
            yield return CutAt(token.Span.End);
        }

        HalfTyped CutAt(int end) => new(project, file, $"cut off at {end}", text[..end], IsBuilt: false);
    }

    /// <summary>Some file with tokens deleted, swapped, inserted and replaced. The seed decides all.</summary>
    internal static HalfTyped Random(int seed)
    {
        Random random = new(seed);
        (TreeProject project, SyntaxTree file) = AnyFile(random);
        List<SyntaxToken> tokens = Tokens(file);
        List<SyntaxToken> donors = Tokens(random.Next(2) == 0 ? file : AnyFile(random).File);
        for (int edits = random.Next(MostEdits) + 1; edits > 0 && tokens.Count > 0; edits--)
            Edit(random, tokens, donors);
        string text = string.Concat(tokens.Select(token => token.ToFullString()));
        return new HalfTyped(project, file, RobustnessOptions.Replay(seed), text, IsBuilt: seed % BuiltEvery == 0);
    }

    private static void Edit(Random random, List<SyntaxToken> tokens, List<SyntaxToken> donors)
    {
        int at = random.Next(tokens.Count);
        int other = random.Next(tokens.Count);
        SyntaxToken donor = donors[random.Next(donors.Count)];
        switch (random.Next(6))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.RemoveRange(at, Math.Min(random.Next(LongestDeletion) + 1, tokens.Count - at));
                break;
            case 2:
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens.Insert(at, donor);
                break;
            // Mostly still a program, and one that means something else.
            default:
                SyntaxToken[] alike = [.. donors.Where(candidate => candidate.IsKind(tokens[at].Kind()))];
                tokens[at] = alike.Length > 0 ? alike[random.Next(alike.Length)] : donor;
                break;
        }
    }

    private static (TreeProject Project, SyntaxTree File) AnyFile(Random random) => Corpus.Files[random.Next(Corpus.Files.Length)];

    private static List<SyntaxToken> Tokens(SyntaxTree file) => [.. file.GetRoot().DescendantTokens()];
}
