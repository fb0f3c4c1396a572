using System.Linq;
using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;
using SplitHandler = MigSdk.CodeFixes.Tests.Refactoring<MigSdk.CodeFixes.SplitHandlerRefactoring>;

namespace MigSdk.CodeFixes.Tests;

public sealed class SplitHandlerTests
{
    private static string Driver(string member) => Source.Flags1.Edit(
        """
            [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)]
            private void Move() { }

        """,
        member);

    [Fact]
    public Task Every_arc_gets_a_handler() => SplitHandler.VerifyAsync(
        "Split 'Move' into one handler for each arc",
        Driver("""
            [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)]
            private void Mo$$ve() { }

        """),
        Driver("""
            [Arc(Running, Stop)]
            private void Move() { }

            [Arc(Stop, Running)]
            private void MoveStopToRunning() { }

            [Arc(StopCopy, Stop)]
            private void MoveStopCopyToStop() { }

        """));

    [Fact]
    public Task What_else_is_at_the_method_is_kept() => SplitHandler.VerifyAsync(
        "Split 'MoveAsync' into one handler for each arc",
        Driver("""
            private int _moves;

            /// <summary>Moves.</summary>
            // Not far.
            [Arc(Running, Stop), OnExit(SessionKind.Saving)]
            [$$Arc(Stop, Running), Arc(StopCopy, Stop)]
            [System.Diagnostics.DebuggerStepThrough]
            private async ValueTask MoveAsync(ArcContext arc, CancellationToken cancel)
            {
                // Once more.
                _moves++;
                await Task.Delay(arc.From == Stop ? _moves : 0, cancel);
            }

        """),
        Driver("""
            private int _moves;

            /// <summary>Moves.</summary>
            // Not far.
            [Arc(Running, Stop), OnExit(SessionKind.Saving)]
            [System.Diagnostics.DebuggerStepThrough]
            private async ValueTask MoveAsync(ArcContext arc, CancellationToken cancel)
            {
                // Once more.
                _moves++;
                await Task.Delay(arc.From == Stop ? _moves : 0, cancel);
            }

            /// <summary>Moves.</summary>
            // Not far.
            [Arc(Stop, Running)]
            [System.Diagnostics.DebuggerStepThrough]
            private async ValueTask MoveStopToRunningAsync(ArcContext arc, CancellationToken cancel)
            {
                // Once more.
                _moves++;
                await Task.Delay(arc.From == Stop ? _moves : 0, cancel);
            }

            /// <summary>Moves.</summary>
            // Not far.
            [Arc(StopCopy, Stop)]
            [System.Diagnostics.DebuggerStepThrough]
            private async ValueTask MoveStopCopyToStopAsync(ArcContext arc, CancellationToken cancel)
            {
                // Once more.
                _moves++;
                await Task.Delay(arc.From == Stop ? _moves : 0, cancel);
            }

        """));

    [Theory]
    [InlineData("private void MoveStopToRunning() { }", "MoveStopToRunning2()")]
    [InlineData("private void Call() => Move();", "MoveStopToRunning()")]
    public async Task Names_are_free_and_callers_find_the_first(string member, string expected)
    {
        string[] changed = await SplitHandler.ApplyAsync(
            "Split 'Move' into one handler for each arc", Source.Flags1.Edit("private void Move() { }", "private void Move$$() { } " + member));

        Assert.Contains(expected, changed[0]);
    }

    [Theory]
    [InlineData("Flags7.cs", "private void Move()")]
    [InlineData("Flags7.cs", "private SavingSession BeginSaving()")]
    [InlineData("Flags7.cs", "private void EndSaving(")]
    [InlineData("Rfc2022.cs", "private void Move()")]
    [InlineData("Features.cs", "private void Move()")]
    public async Task The_result_is_a_whole_driver(string name, string method)
    {
        string title = $"Split '{method.TrimEnd('(', ')').Split(' ').Last()}' into one handler for each arc";
        string source = Source.Read(name);

        string changed = (await SplitHandler.ApplyAsync(title, source.Edit(method, method.Replace("(", "$$("))))[0];

        Assert.Equal(source.Split("Arc").Length, changed.Split("Arc").Length);
    }

    [Theory]
    [InlineData("[Arc(Running, Stop), Arc(Stop, Running)] private void Move() { $$ }")]
    [InlineData("[Arc(Running, Stop)] private void $$Move() { }")]
    [InlineData("[Arc(Running, Stop), Arc(Stop, Nothing)] private void $$Move() { }")]
    [InlineData("[Arc(Running, Stop), Arc(Stop, Running)] public override string ToStrin$$g() => \"\";")]
    [InlineData("[Arc(Running, Stop), Arc(Stop, Running)] private partial void $$Move();")]
    [InlineData("[Arc(Running, Stop), Arc(Stop, Running)] private void $$Move()")]
    [InlineData("[Arc(Running, Stop), Arc(Stop, Running)$$")]
    [InlineData("#if X\n#endif\n[Arc(Running, Stop), Arc(Stop, Running)] private void $$Move() { }")]
    [InlineData("[System.Obsolete, System.CLSCompliant(true)] private void $$Move() { }")]
    public async Task Elsewhere_nothing_is_offered(string member) =>
        Assert.Empty(await SplitHandler.TitlesAsync(Driver(member + "\n")));
}
