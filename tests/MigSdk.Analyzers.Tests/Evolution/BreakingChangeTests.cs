using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG5001 and MIG5002.</summary>
public sealed class BreakingChangeTests
{
    [Theory]
    [InlineData("SpecArc<State>(Locked, Closed)", "SpecArc<State>(Locked, Closed), Blocked<State>(Locked, Open)",
        "hosts fail on all drivers at Locked -> Open (is blocked)")]
    [InlineData("Closed, Locked }", "Closed, Locked = 7 }",
        "hosts fail on all drivers at Open -> Locked (Locked is 7, was 2), Closed -> Locked (Locked is 7, was 2)")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(SingleArcsOnly = true)]",
        "hosts fail on all drivers at Open -> Locked (has no path any more), Locked -> Open (has no path any more)")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(Initial = (long)Closed)]",
        "After reset the state is Closed, was Open")]
    [InlineData("Closed, Locked }", "Closed, Locked, Broken }",
        "A failure may end in Broken, which only reset leads out of; there was no error state")]
    [InlineData("(Closed, Locked)", "(Closed, Locked, Opens = SessionKind.Saving)",
        "hosts fail on all drivers at Open -> Locked (Locked is in session Saving, was in no session), Closed -> Locked "
        + "(Locked is in session Saving, was in no session)")]
    public Task What_no_driver_does_any_more_is_breaking(string old, string changed, string message)
    {
        string source = Door.Marked.Edit(old, changed);
        if (changed.Contains("Broken"))
            source = source.Edit("[StateMachineSpec]", "[StateMachineSpec(Error = (long)Broken)]");
        return Recording.Verify(
            source,
            Door.Shipped,
            Rules.Expect(RuleIds.BreakingChange, 0, $"'State' breaks hosts of the spec on record: {message}"));
    }

    [Fact]
    public Task A_renamed_state_is_another_state() => Recording.Verify(
        Door.Marked.Replace("Locked", "Barred"),
        Door.Shipped,
        Rules.Expect(
            RuleIds.BreakingChange,
            0,
            "'State' breaks hosts of the spec on record: hosts fail on all drivers at Open -> Locked (there is no Locked any "
            + "more), Closed -> Locked (there is no Locked any more)"));

    [Fact]
    public Task More_than_three_transitions_are_counted() => Recording.Verify(
        Door.Marked.Edit("{ Open, Closed, Locked }", "{ Open = 4, Closed = 0, Locked = 1 }")
            .Edit("[StateMachineSpec]", "[StateMachineSpec(Initial = (long)Open)]"),
        Door.Shipped,
        Rules.Expect(
            RuleIds.BreakingChange,
            0,
            "'State' breaks hosts of the spec on record: hosts fail on all drivers at Open -> Closed (Closed is 0, was 1), "
            + "Open -> Locked (Locked is 1, was 2), Closed -> Open (Open is 4, was 0) and 3 more"));

    [Theory]
    [InlineData("Closed, Locked }", "Closed, [Optional] Locked }",
        "hosts fail on drivers without Locked at Open -> Locked (needs Locked), Closed -> Locked (needs Locked)")]
    [InlineData("Closed, Locked }", "Closed, [Requires<Features>(Features.Lock)] Locked }",
        "hosts fail on drivers without Lock at Open -> Locked (needs Lock), Closed -> Locked (needs Lock)")]
    [InlineData("Closed, Locked }", "Closed, [Requires<Features>(Features.Lock | Features.Key)] Locked }",
        "hosts fail on drivers that lack one of Lock, Key at Open -> Locked (needs Lock, Key), Closed -> Locked (needs Lock, Key)")]
    [InlineData("Closed, Locked }", "Closed, [Requires<Features>((Features)1)] Locked }",
        "hosts fail on drivers without Lock at Open -> Locked (needs Lock), Closed -> Locked (needs Lock)")]
    [InlineData("Open, Closed, Locked }", "Open, [Optional] Closed, Locked }",
        "hosts fail on drivers without Closed at Open -> Closed (needs Closed), Locked -> Closed (needs Closed)")]
    [InlineData("Open, Closed, Locked }", "Open, [Optional] Closed, [Optional] Locked }",
        "hosts fail on drivers without Closed at Open -> Closed (needs Closed); hosts fail on drivers without Locked at "
        + "Open -> Locked (needs Locked), Closed -> Locked (needs Locked) and 1 more")]
    public Task What_some_drivers_do_not_do_any_more_is_an_opt_out(string old, string changed, string message) => Recording.Verify(
        Door.Marked.Edit(old, changed) + "\npublic enum Features { Lock = 1, Key = 2 }",
        Door.Shipped,
        Rules.Expect(
            RuleIds.OptOutChange, 0, $"'State' lets drivers out of what the spec on record promised: {message}"));

    [Fact]
    public Task Where_there_is_both_the_worse_is_told_and_the_other_counted() => Recording.Verify(
        Door.Marked.Edit("Closed, Locked }", "Closed, [Optional] Locked }").Edit("[StateMachineSpec]", "[StateMachineSpec(Initial = (long)Closed)]"),
        Door.Shipped,
        Rules.Expect(
            RuleIds.BreakingChange,
            0,
            "'State' breaks hosts of the spec on record: After reset the state is Closed, was Open; hosts fail on drivers without "
            + "Locked at Open -> Locked (needs Locked), Closed -> Locked (needs Locked)"));

    [Fact]
    public Task Hosts_that_see_a_feature_are_told_apart() => Recording.Verify(
        Door.Marked.Edit("Closed, Locked }", "Closed, [Requires<Features>(Features.Lock | Features.Key)] Locked }")
            + "\npublic enum Features { Lock = 1, Key = 2 }",
        Recording.Of(Door.Source.Edit("Closed, Locked }", "Closed, [Requires<Features>(Features.Lock)] Locked }")
            + "\npublic enum Features { Lock = 1, Key = 2 }"),
        Rules.Expect(
            RuleIds.OptOutChange,
            0,
            "'State' lets drivers out of what the spec on record promised: hosts that see Lock fail on drivers without Key at "
            + "Open -> Locked (needs Key), Closed -> Locked (needs Key)"));

    [Fact]
    public Task What_is_recorded_but_not_shipped_counts_as_well() => Recording.Verify(
        Door.Marked.Edit("Closed, Locked }", "Closed, Locked = 7 }"), "", Door.Shipped, Rules.Expect(RuleIds.BreakingChange));

    [Fact]
    public Task A_nested_enum_is_known_by_its_full_name() => Recording.Verify(
        """
        using MigSdk;
        public static class Outer
        {
            [StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A)]
            public enum {|#0:S|} { A, B = 2 }
        }
        """,
        "Outer+S arc A -> B\nOuter+S arc B -> A\nOuter+S initial A\nOuter+S path A -> B {}: B\n"
        + "Outer+S path B -> A {}: A\nOuter+S state A = 0\nOuter+S state B = 1\n",
        Rules.Expect(RuleIds.BreakingChange));

    [Fact]
    public Task Of_two_specs_each_has_its_own() => Recording.Verify(
        Door.Marked.Edit("Closed, Locked }", "Closed, Locked = 7 }")
            + "\n[StateMachineSpec, SpecArc<Lamp>(Lamp.On, Lamp.Off), SpecArc<Lamp>(Lamp.Off, Lamp.On)]\npublic enum {|#1:Lamp|} { On, Off }",
        Door.Shipped,
        Rules.Expect(RuleIds.BreakingChange),
        Rules.Expect(RuleIds.UnrecordedAddition, 1));

    // What is right.
    [Theory]
    [InlineData("Closed, Locked }", "Closed, Locked, }")]
    [InlineData("{ Open, Closed, Locked }", "{ Locked = 2, Closed = 1, Open = 0 }")]
    [InlineData("SpecArc<State>(Open, Closed), SpecArc<State>(Closed, Open)", "SpecArc<State>(Closed, Open), SpecArc<State>(Open, Closed)")]
    [InlineData("enum State", "enum State : byte")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(Initial = (long)Open, FailurePolicy = FailurePolicy.RestoreStart)]")]
    [InlineData("[StateMachineSpec]", "/// <summary>A door.</summary>\n[MigSdk.StateMachineSpecAttribute]")]
    public Task Another_spelling_of_the_same_spec_is_no_change(string old, string changed) =>
        Recording.Verify(Door.Source.Edit(old, changed), Door.Shipped);

    [Fact]
    public Task Without_baseline_files_nothing_is_recorded_and_nothing_told() => Rules.Verify(
        Recording.Plain(Door.Marked.Edit("Closed, Locked }", "Closed, Locked = 7 }")),
        [("/0/PublicAPI.Shipped.txt", "#nullable enable\n"), ("/0/MigSpec.Shipped.md", Door.Shipped)]);

    [Fact]
    public Task What_is_taken_back_on_purpose_breaks_nobody() => Recording.Verify(
        Door.Source.Edit("Closed, Locked }", "Closed, Locked = 7 }"),
        Door.Shipped,
        "*REMOVED*Doors.State state Locked = 2\r\nDoors.State state Locked = 7\r\n");

    [Fact]
    public Task A_spec_with_a_mistake_of_its_own_is_not_held_against_its_record() => Recording.Verify(
        Door.Source.Edit("Closed, Locked }", "Closed, Locked = 7, {|#0:Lost|} }"), Door.Shipped, Rules.Expect(RuleIds.UnreachableState));

    [Theory]
    [InlineData("Closed, Locked }", "Closed, Locked = Nothing }")]
    [InlineData("SpecArc<State>(Locked, Closed)", "SpecArc<State>(Locked, Shut)")]
    [InlineData("SpecArc<State>(Locked, Closed)", "SpecArc<State>(Locked, ")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpe]")]
    [InlineData("{ Open, Closed, Locked }", "{ Open, Closed, Locked, Locked }")]
    public async Task While_a_spec_is_being_typed_nothing_is_told(string old, string changed) => Assert.Empty(
        await Compiling.ReportAsync(Door.Source.Edit(old, changed), files: [(Recording.ShippedPath, Door.Shipped)]));

    [Fact]
    public Task A_pragma_suppresses_the_rule() => Recording.Verify(
        "#pragma warning disable MIG5001\n" + Door.Source.Edit("Closed, Locked }", "Closed, Locked = 7 }"), Door.Shipped);
}
