using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG2004, MIG2005, MIG2006, MIG2008 and MIG2009: what is declared and makes no sense.</summary>
public sealed class DeclarationTests
{
    private const string Sound =
        """
        using MigSdk;
        [StateMachineSpec(Initial = (long)S.A, Error = (long)S.E)]
        [SpecArc<S>(S.A, S.B)]
        [SpecArc<S>(S.B, S.C)]
        [SpecArc<S>(S.C, S.A)]
        public enum S
        {
            A,
            B,
            C,
            E,
        }

        """;

    [Fact]
    public Task A_sound_spec_has_no_diagnostic() => Rules.Verify(Sound);

    [Fact]
    public Task Two_states_with_one_value() => Rules.Verify(
        Sound.Edit("    C,", "    {|#0:D|} = 1,\n    C,"),
        Rules.Expect(RuleIds.DuplicateValue, 0, "States 'B' and 'D' have the same value 1, so nobody can tell them apart. Give one of them another value."));

    [Theory]
    [InlineData("S.A, S.E", "A -> E")]
    [InlineData("S.E, S.A", "E -> A")]
    public Task An_arc_at_the_error_state(string pair, string name) => Rules.Verify(
        Sound.Edit("[SpecArc<S>(S.C, S.A)]", $"[SpecArc<S>(S.C, S.A)]\n[{{|#0:SpecArc<S>({pair})|}}]"),
        Rules.Expect(RuleIds.ErrorStateArc, 0, $"The arc {name} is at the error state: only a failure leads there, and only reset leads out. Remove the arc."));

    [Theory]
    [InlineData("S.A, S.A", "Blocking A -> A makes no sense: a state onto itself takes no step, and is always supported. Remove the blocked pair.")]
    [InlineData("S.A, S.E", "Blocking A -> E makes no sense: nothing leads to or from the error state anyway. Remove the blocked pair.")]
    [InlineData("S.A, S.B", "Blocking A -> B makes no sense: the spec has this very arc. Remove either the arc or the blocked pair.")]
    public Task A_blocked_pair_that_blocks_nothing(string pair, string message) => Rules.Verify(
        Sound.Edit("public enum", $"[{{|#0:Blocked<S>({pair})|}}]\npublic enum"),
        Rules.Expect(RuleIds.IdleBlockedPair, 0, message));

    [Fact]
    public Task A_pair_that_is_blocked_twice_is_reported_at_the_second() => Rules.Verify(
        Sound.Edit("public enum", "[Blocked<S>(S.A, S.C), {|#0:Blocked<S>(S.A, S.C)|}]\npublic enum"),
        Rules.Expect(RuleIds.IdleBlockedPair, 0, "Blocking A -> C makes no sense: it is blocked already. Remove the repetition."));

    [Fact]
    public Task A_pair_that_is_blocked_twice_without_need_is_reported_twice() => Rules.Verify(
        Sound.Edit("public enum", "[{|#0:Blocked<S>(S.A, S.A)|}, {|#1:Blocked<S>(S.A, S.A)|}]\npublic enum"),
        Rules.Expect(RuleIds.IdleBlockedPair, 0),
        Rules.Expect(RuleIds.IdleBlockedPair, 1, "Blocking A -> A makes no sense: it is blocked already. Remove the repetition."));

    [Fact]
    public Task An_arc_from_a_state_onto_itself() => Rules.Verify(
        Sound.Edit("public enum", "[{|#0:SpecArc<S>(S.B, S.B)|}]\npublic enum"),
        Rules.Expect(RuleIds.IdleArc, 0, "The arc B -> B leads from a state onto itself, which never takes a step. Remove the arc."));

    [Fact]
    public Task An_arc_three_times_is_reported_at_the_second_and_third() => Rules.Verify(
        Sound.Edit("public enum", "[{|#0:SpecArc<S>(S.A, S.B)|}, {|#1:SpecArc<S>(S.A, S.B)|}]\npublic enum"),
        Rules.Expect(RuleIds.IdleArc, 0, "The arc A -> B is declared more than once. Remove all but one of the declarations."),
        Rules.Expect(RuleIds.IdleArc, 1));

    [Fact]
    public Task An_initial_state_that_is_the_error_state() => Rules.Verify(
        Sound.Edit("StateMachineSpec(Initial = (long)S.A, Error = (long)S.E)", "{|#0:StateMachineSpec(Initial = (long)S.A, Error = (long)S.A)|}")
            .Edit("[SpecArc<S>(S.A, S.B)]", "[SpecArc<S>(S.C, S.B)]").Edit("[SpecArc<S>(S.C, S.A)]\n", ""),
        Rules.Expect(RuleIds.InvalidDeclaration, 0, "State 'A' is both the initial and the error state: reset could not lead out of it. Name another initial state."));

    [Fact]
    public Task An_initial_state_that_is_optional() => Rules.Verify(
        Sound.Edit("    A,", "    [Optional] {|#0:A|},"),
        Rules.Expect(RuleIds.InvalidDeclaration, 0, "The initial state 'A' is optional, but every driver begins in it. Make it an ordinary state, or name another initial state."));

    [Fact]
    public Task An_error_state_that_requires_a_feature() => Rules.Verify(
        Sound.Edit("    E,", "    [Requires<F>(F.X)] {|#0:E|},") + "public enum F { X = 1 }",
        Rules.Expect(RuleIds.InvalidDeclaration, 0, "The error state 'E' requires a feature, but it belongs to every driver. Remove the requirement."));

    [Theory]
    [InlineData("[SpecArc<S>(S.B, S.C)]", "[SpecArc<S>(S.B, S.C)]\n[{|#0:SpecArc<S>(S.B, (S)9)|}]", "9 is the value of no state of S")]
    [InlineData("[SpecArc<S>(S.B, S.C)]", "[{|#0:SpecArc<MigrationState>(MigrationState.Stop, MigrationState.Running)|}]", "The type argument must be S, the enum that the attribute stands on")]
    [InlineData("public enum", "[{|#0:Blocked<S>((S)9, S.A)|}] public enum", "9 is the value of no state of S")]
    [InlineData("StateMachineSpec(Initial = (long)S.A, Error = (long)S.E)", "{|#0:StateMachineSpec(Initial = 9)|}", "Initial is 9, which is the value of no state of S")]
    [InlineData("StateMachineSpec(Initial = (long)S.A, Error = (long)S.E)", "{|#0:StateMachineSpec(Error = 9)|}", "Error is 9, which is the value of no state of S")]
    [InlineData("    B,", "    [{|#0:Requires<F>((F)6)|}] B,", "F has no feature with the value 0x4")]
    public Task What_cannot_be_read_is_reported_where_it_stands(string old, string changed, string message) => Rules.Verify(
        Sound.Edit(old, changed) + "public enum F { X = 1, Y = 2 }",
        Rules.Expect(RuleIds.InvalidDeclaration, 0, message));

    [Fact]
    public Task Two_feature_enums() => Rules.Verify(
        Sound.Edit("    B,", "    [Requires<F>(F.X)] B,").Edit("    C,", "    [{|#0:Requires<G>(G.Z)|}] C,") + "public enum F { X = 1 } public enum G { Z = 1 }",
        Rules.Expect(RuleIds.InvalidDeclaration, 0, "A spec has one feature enum, and here that is F"));

    [Fact]
    public Task A_feature_enum_and_an_optional_state() => Rules.Verify(
        Sound.Edit("    B,", "    [Requires<F>(F.X)] B,").Edit("    C,", "    [{|#0:Optional|}] C,") + "public enum F { X = 1 }",
        Rules.Expect(RuleIds.InvalidDeclaration, 0, "The spec has the feature enum F; a state that is not every driver's says [Requires]"));
}
