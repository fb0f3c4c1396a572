using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;
using MergeHandlers = MigSdk.CodeFixes.Tests.Refactoring<MigSdk.CodeFixes.MergeHandlersRefactoring>;

namespace MigSdk.CodeFixes.Tests;

public sealed class MergeHandlersTests
{
    private static string Driver(string members) => Source.Flags1.Edit(
        """
            [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)]
            private void Move() { }

        """,
        members);

    [Fact]
    public Task Handlers_of_equal_bodies_become_one() => MergeHandlers.VerifyAsync(
        "Merge with 2 handlers that do the same",
        Driver("""
            [Arc(Running, Stop)]
            private void Halt() { }

            // Nothing to do.
            [$$Arc(Stop, Running)]
            private void Start() { }

            // There is nothing to end.
            [Arc(StopCopy, Stop), OnExit(SessionKind.Saving)]
            private void EndSaving()
            {
            }

        """),
        Driver("""
            // Nothing to do.
            // There is nothing to end.
            [Arc(Stop, Running)]
            [Arc(Running, Stop)]
            [Arc(StopCopy, Stop), OnExit(SessionKind.Saving)]
            private void Start() { }

        """));

    [Fact]
    public async Task Callers_of_the_others_call_the_one()
    {
        string[] changed = await MergeHandlers.ApplyAsync(
            "Merge with 2 handlers that do the same",
            Driver("""
                [Arc(Running, Stop)]
                internal void Halt() { }

                [Arc(Stop, Running)]
                internal void Start$$Up() { }

                [Arc(StopCopy, Stop)]
                internal void End() { }

                /// <summary>As <see cref="Halt"/> and <see cref="End()"/>.</summary>
                public string Both() { Halt(); this.End(); return nameof(End); }

            """),
            """
            public static class Caller
            {
                public static void Call(Nic nic) { nic.Halt(); System.Action end = nic.End; nic.StartUp(); end(); }
            }
            """);

        Assert.Contains("""<see cref="StartUp"/> and <see cref="StartUp()"/>""", changed[0]);
        Assert.Contains("{ StartUp(); this.StartUp(); return nameof(StartUp); }", changed[0]);
        Assert.Contains("{ nic.StartUp(); System.Action end = nic.StartUp; nic.StartUp(); end(); }", changed[1]);
    }

    [Fact]
    public async Task A_driver_that_was_split_is_merged_again()
    {
        string split = (await Refactoring<SplitHandlerRefactoring>.ApplyAsync(
            "Split 'BeginSaving' into one handler for each arc", Source.Flags7.Edit("BeginSaving()", "BeginSaving$$()")))[0];

        string merged = (await MergeHandlers.ApplyAsync(
            "Merge with 2 handlers that do the same", split.Edit("BeginSaving()", "BeginSaving$$()")))[0];

        Assert.Contains(
            """
                [Arc(Stop, StopCopy)]
                [Arc(Running, PreCopy)]
                [Arc(RunningP2P, PreCopyP2P)]
                private SavingSession BeginSaving() => new DeviceSaving();
            """,
            merged);
    }

    [Theory]
    [InlineData("internal void Start() { }")]
    [InlineData("private static void Start() { }")]
    [InlineData("private void Start() { ; }")]
    [InlineData("private void Start() { /* up */ }")]
    [InlineData("private void Start(ArcContext arc) { }")]
    [InlineData("private void Start<T>() { }")]
    [InlineData("private ValueTask Start() { }")]
    [InlineData("private void Start() => Move();")]
    [InlineData("[System.Obsolete] private void Start() { }")]
    [InlineData("[OnReset] private void Start() { }")]
    [InlineData("[StopCopyLength] private void Start() { }")]
    [InlineData("private void Start()")]
    [InlineData("private partial void Start();")]
    [InlineData("private void Start() { } private void Other() { }", "[Arc(Stop, Running)] ")]
    public async Task What_is_not_equal_is_not_merged(string other, string arc = "[Arc(Stop, Running)] ") =>
        Assert.Equal(
            arc.Length > 0 && other.Contains("Other") ? ["Merge with 'Start', which does the same"] : [],
            await MergeHandlers.TitlesAsync(Driver($"[Arc(Running, Stop)] private void $$Move() {{ }}\n{arc}{other}\n")));

    [Fact]
    public async Task What_an_interface_asks_for_stays() =>
        Assert.Empty(await MergeHandlers.TitlesAsync(Driver("""
            [Arc(Running, Stop)] public void $$Move() { }
            [Arc(Stop, Running)] public void Dispose() { }

        """).Edit("class Nic", "class Nic : System.IDisposable")));

    [Fact]
    public async Task Handlers_of_another_class_are_left_alone() =>
        Assert.Empty(await MergeHandlers.TitlesAsync(Driver("""
            [Arc(Running, Stop)] private void $$Move() { }

        """) + "[MigrationDriver] partial class Other { [Arc(Stop, Running)] private void Start() { } }"));
}
