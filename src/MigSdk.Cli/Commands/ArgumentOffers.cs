using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Completions;

namespace MigSdk.Cli;

/// <summary>Offers completions for the argument that is being typed, and for no other of its command.</summary>
internal static class ArgumentOffers
{
    /// <summary>Adds what an argument has to offer.</summary>
    internal static void Offer(this Argument argument, Func<CompletionContext, IEnumerable<CompletionItem>> offers) =>
        argument.CompletionSources.Add(context => IsBeingTyped(argument, context) ? offers(context) : []);

    // The library asks every argument of the command. The word under the cursor, once it has begun, is the last token of
    // its argument; before, it belongs to the first argument that still takes one.
    private static bool IsBeingTyped(Argument argument, CompletionContext context)
    {
        foreach (Argument candidate in context.ParseResult.CommandResult.Command.Arguments)
        {
            IReadOnlyList<System.CommandLine.Parsing.Token> tokens = context.ParseResult.GetResult(candidate)?.Tokens ?? [];
            bool isHere = context.WordToComplete.Length > 0
                ? tokens.Count > 0 && tokens[^1].Value == context.WordToComplete && IsLast(candidate, context)
                : tokens.Count < candidate.Arity.MaximumNumberOfValues;
            if (isHere)
                return candidate == argument;
        }

        return false;
    }

    private static bool IsLast(Argument argument, CompletionContext context)
    {
        IList<Argument> all = context.ParseResult.CommandResult.Command.Arguments;
        int next = all.IndexOf(argument) + 1;
        return next == all.Count || (context.ParseResult.GetResult(all[next])?.Tokens.Count ?? 0) == 0;
    }
}
