using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>The generator runs at every key press, over whatever stands there.</summary>
public sealed class HalfTypedTests
{
    private static readonly string Features = """
        [System.Flags] public enum Parts { None, Dimmer = 1 << 0, Timer = 1 << 1 }
        """;

    private static readonly string Everything = string.Concat(
        Features,
        Texts.LampSpec.Replace("[Optional]", "[Requires<Parts>(Parts.Dimmer)]").Replace("namespace Devices;", "")
            .Replace("[StateMachineSpec]", "[StateMachineSpec(Initial = (long)Lamp.Off, DriverInterface = typeof(IStateMachineDriver<Lamp>))]"),
        Texts.LampDriver.Replace("using MigSdk;", "").Replace("namespace Devices;", "").Replace("(Lamp.Bright)", "(Parts.Dimmer | Parts.Timer)")
            .Replace("private void Dim()", "private async System.Threading.Tasks.Task Dim(ArcContext<Lamp> arc, System.Threading.CancellationToken cancel)")
            .Replace("private void Switch", "[OnExit<Lamp>(Lamp.On), OnEnter(SessionKind.Saving)] private void Left() { }\n[OnReset] private void Switch"));

    private static readonly string Ordered = "using MigSdk;\n" + Everything.Replace("using MigSdk;", "");

    [Fact]
    public void The_whole_of_it_is_right() => Assert.Single(GeneratorRun.Of(Ordered).AssertClean().Sources);

    [Fact]
    public void No_beginning_of_a_source_makes_the_generator_fail()
    {
        GeneratorRun run = GeneratorRun.Of("");
        for (int length = 0; length <= Ordered.Length; length++)
            AssertNoFailure(run = run.Edit(0, Ordered[..length]), length);
    }

    [Fact]
    public void No_end_of_a_source_makes_the_generator_fail()
    {
        GeneratorRun run = GeneratorRun.Of("");
        for (int start = 0; start <= Ordered.Length; start += 3)
            AssertNoFailure(run = run.Edit(0, "using MigSdk;\n" + Ordered[start..]), start);
    }

    [Fact]
    public void No_missing_word_makes_the_generator_fail()
    {
        SyntaxToken[] tokens = [.. GeneratorRun.Parse(Ordered, GeneratorRun.Options(), "").GetRoot().DescendantTokens()];
        GeneratorRun run = GeneratorRun.Of("");
        foreach (SyntaxToken token in tokens)
            AssertNoFailure(run = run.Edit(0, Ordered.Remove(token.SpanStart, token.Span.Length)), token.SpanStart);
    }

    [Theory]
    [InlineData("[StateMachineDriver<Missing>] partial class Nic { }")]
    [InlineData("[StateMachineDriver<int>] partial class Nic { }")]
    [InlineData("[StateMachineDriver<>] partial class Nic { }")]
    [InlineData("[StateMachineDriver] partial class Nic { }")]
    [InlineData("[StateMachineDriver<Lamp>(null)] partial class Nic { }")]
    [InlineData("[StateMachineDriver<Lamp>(new Lamp[] { })] partial class Nic { }")]
    [InlineData("[StateMachineDriver<Lamp>(optionalStates: null)] partial class Nic { }")]
    [InlineData("[StateMachineDriver<Lamp>(Lamp.Missing)] partial class Nic { }")]
    [InlineData("[StateMachineDriver<Lamp>(typeof(Lamp))] partial class Nic { }")]
    [InlineData("[StateMachineDriver<Lamp>(FailurePolicy = (FailurePolicy)9, SingleThreaded = 3)] partial class Nic { }")]
    [InlineData("[MigrationDriver((MigrationFeatures)ulong.MaxValue)] partial class Nic { }")]
    [InlineData("[MigrationDriver(\"\")] partial class Nic { }")]
    [InlineData("[MigrationDriver] partial class { }")]
    [InlineData("class Outer<T> { [StateMachineDriver<T>] partial class Nic { } }")]
    [InlineData("[StateMachineDriver<Lamp>] partial class Nic { [Arc<Lamp>] void A() { } [Arc<Lamp>(1, 2)] void B() { } [OnExit] void C() { } }")]
    [InlineData("[StateMachineDriver<Lamp>] partial class Nic { [Arc<Lamp>(Lamp.Off, Lamp.On)] int P { get; [Arc<Lamp>(Lamp.On, Lamp.Off)] set; } }")]
    [InlineData("[StateMachineDriver<Lamp>] partial class Nic { [Arc<Lamp>(Lamp.Off, Lamp.On)] Nic() { } [OnReset] ~Nic() { } }")]
    [InlineData("[StateMachineDriver<Lamp>] partial class Nic { [Arc<Lamp>(Lamp.Off, Lamp.On)] Missing A(Missing m, Lamp* p) { } }")]
    [InlineData("[StateMachineSpec] enum E { A = B, B = A } [StateMachineDriver<E>] partial class Nic { }")]
    [InlineData("[StateMachineSpec] enum E : string { A } [StateMachineDriver<E>] partial class Nic { }")]
    [InlineData("[StateMachineSpec(Initial = \"\")] enum E { [Requires<int>(1)] A, [Requires<E>(A)] B, A } [StateMachineDriver<E>] partial class Nic { }")]
    [InlineData("[StateMachineSpec(DriverInterface = typeof(Missing))] enum E { A } [StateMachineDriver<E>] partial class Nic { }")]
    [InlineData("[StateMachineDriver<Lamp>] partial class Nic : Nic { } [StateMachineDriver<Lamp>] partial class A : B { } class B : A { }")]
    public void No_nonsense_makes_the_generator_fail(string nonsense) =>
        AssertNoFailure(GeneratorRun.Of(Texts.LampSpec, "using MigSdk; using Devices; " + nonsense), 0);

    [Fact]
    public void A_cancelled_run_stops()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => GeneratorRun.Of(
            GeneratorRun.Compile(GeneratorRun.Options(), Texts.FullDriver), cancelled));
    }

    private static void AssertNoFailure(GeneratorRun run, int position)
    {
        Assert.True(run.Result.Diagnostics.IsEmpty, $"at {position}: {run.Result.Diagnostics.FirstOrDefault()}");
        Assert.All(run.Result.Results, result => Assert.Null(result.Exception));

        // What is generated stands on its own feet: it can be parsed, whatever the rest is.
        Assert.DoesNotContain(
            run.Result.GeneratedTrees.SelectMany(tree => tree.GetDiagnostics()),
            found => found.Severity == DiagnosticSeverity.Error);
    }
}
