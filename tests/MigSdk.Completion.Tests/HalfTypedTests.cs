using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Text;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.Completion.Tests;

/// <summary>While an attribute is typed, nothing after it is taken for a part of it, and nothing is thrown.</summary>
public sealed class HalfTypedTests
{
    private const string Driver = """
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver]
        public partial class Nic
        {
            [Arc(Running, Stop), Arc(Stop, Running)]
            private void Move() { }

            [HERE

            [Arc(StopCopy, Stop)]
            private void EndSaving(SavingSession session) { }

            [Arc(Resuming, Stop), OnExit(Resuming)]
            private void Apply() { }
        }
        """;

    [Theory]
    [InlineData("Arc($$")]
    [InlineData("Arc($$]")]
    [InlineData("Arc($$)")]
    [InlineData("Arc(Sto$$")]
    [InlineData("method: Arc($$")]
    [InlineData("OnEnter(Stop), Arc($$")]
    [InlineData("Arc($$\n    private SavingSession BeginSaving() => null!;")]
    [InlineData("Arc($$ private void BeginSaving() { }")]
    public async Task An_open_attribute_is_offered_what_is_missing_in_the_rest(string typed) =>
        Assert.Equal(["Stop, StopCopy", "Stop, Resuming"], (await Completing.InvokeAsync(Driver.Edit("HERE", typed))).Names);

    [Theory]
    [InlineData("Arc(Stop, $$")]
    [InlineData("Arc(Stop,$$]")]
    [InlineData("Arc(Stop,\n        $$)")]
    [InlineData("Arc(Stop, Sto$$p")]
    public async Task An_open_second_argument_too(string typed) =>
        Assert.Equal(["StopCopy", "Resuming"], (await Completing.InvokeAsync(Driver.Edit("HERE", typed))).Names);

    [Theory]
    [InlineData("Arc($$", 2)]
    [InlineData("Arc(Stop,$$", 2)]
    [InlineData("OnExit($$", 7)]
    public async Task At_the_end_of_the_file_too(string typed, int count)
    {
        string source = Driver.Edit("    [HERE\n", "");
        source = source[..(source.LastIndexOf('}'))] + "    [" + typed;

        Assert.Equal(count - (typed.StartsWith("OnExit", StringComparison.Ordinal) ? 2 : 0), (await Completing.InvokeAsync(source)).Names.Length);
    }

    [Theory]
    [InlineData("[Arc($$")]
    [InlineData("[MigSdk.MigrationDriver] [Arc($$")]
    [InlineData("class C { void M() { [Arc($$")]
    [InlineData("[Arc($$ class C")]
    [InlineData("enum E { [Arc($$")]
    [InlineData("$$")]
    public async Task Outside_of_a_driver_nothing_is_offered(string source) =>
        Assert.Empty((await Completing.InvokeAsync(source)).Names);

    [Theory]
    [InlineData("Flags1.cs")]
    [InlineData("Features.cs")]
    public async Task No_prefix_of_a_source_makes_the_provider_throw(string name)
    {
        string source = Source.Read(name);
        foreach (int end in InHandlerAttributes(source))
        {
            await AskAsync(source[..end], end);
            await AskAsync(source[..end] + source[(source.IndexOf('\n', end) + 1)..], end);
        }
    }

    /// <summary>Every place from the bracket of a list with a handler's attribute to its end.</summary>
    private static IEnumerable<int> InHandlerAttributes(string source)
    {
        for (int at = source.IndexOf("[Arc", StringComparison.Ordinal); at >= 0; at = source.IndexOf("[Arc", at + 1, StringComparison.Ordinal))
        {
            for (int end = at + 1; end <= source.IndexOf('\n', at); end++)
                yield return end;
        }
    }

    // The service swallows what a provider throws; asked directly, it is seen.
    private static async Task AskAsync(string source, int caret)
    {
        HandlerCompletionProvider provider = new();
        Document document = Completing.Open([source]).Document;
        SourceText text = await document.GetTextAsync();
        provider.ShouldTriggerCompletion(
            text, caret, CompletionTrigger.CreateInsertionTrigger(source[caret - 1]), document.Project.Solution.Options);
        TextSpan word = CompletionService.GetService(document)!.GetDefaultCompletionListSpan(text, caret);
        await provider.ProvideCompletionsAsync(new CompletionContext(
            provider, document, caret, word, CompletionTrigger.Invoke, document.Project.Solution.Options, CancellationToken.None));
    }
}
