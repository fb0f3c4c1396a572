using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG2010. What is found, and what is not, is shown of the audit itself.</summary>
public sealed class NonAdditiveFeatureTests
{
    private const string Ring =
        """
        using MigSdk;
        using static S;

        [StateMachineSpec(SingleArcsOnly = true), SpecArc<S>(A, X), SpecArc<S>(X, B), SpecArc<S>(B, A)]
        public enum S { A, {|#0:X|}, B }
        """;

    private const string Flags = "[System.Flags] public enum F { None, One, Two }\n";

    [Fact]
    public Task An_optional_state_that_is_the_only_way() => Rules.Verify(
        Ring.Edit("{|#0:X|}", "[Optional] {|#0:X|}"),
        Rules.Expect(
            RuleIds.NonAdditiveFeature,
            0,
            "The optional state 'X' is not additive: requests lead from 'A' to 'B' by way of 'X', and a driver without it has no way there. "
                + "Add an arc that does without the state, or let every driver have it."));

    [Fact]
    public Task A_feature_that_is_the_only_way() => Rules.Verify(
        Ring.Edit("{|#0:X|}", "[Requires<F>(F.One)] {|#0:X|}") + Flags,
        Rules.Expect(
            RuleIds.NonAdditiveFeature,
            0,
            "The feature 'One' is not additive: requests lead from 'A' to 'B' by way of 'X', and a driver without it has no way there. "
                + "Add an arc that does without the feature, or let one of the two states require it."));

    [Fact]
    public Task Two_features_that_one_state_requires() => Rules.Verify(
        Ring.Edit("{|#0:X|}", "[Requires<F>(F.One | F.Two)] {|#0:X|}") + Flags,
        Rules.Expect(RuleIds.NonAdditiveFeature),
        Rules.Expect(RuleIds.NonAdditiveFeature));

    [Fact]
    public Task A_blocked_pair_that_only_the_feature_gets_around() => Rules.Verify(
        Ring.Edit("SingleArcsOnly = true", "Initial = 0").Edit("{|#0:X|}", "[Optional] {|#0:X|}").Edit("SpecArc<S>(B, A)]", "SpecArc<S>(B, A), Blocked<S>(A, B)]"),
        Rules.Expect(RuleIds.NonAdditiveFeature));

    [Fact]
    public Task A_way_back_that_only_the_feature_has() => Rules.Verify(
        """
        using MigSdk;
        using static S;

        [StateMachineSpec(SingleArcsOnly = true), SpecArc<S>(A, B), SpecArc<S>(B, X), SpecArc<S>(X, A)]
        public enum S { A, B, [Optional] {|#0:X|} }
        """,
        Rules.Expect(RuleIds.NonAdditiveFeature));

    [Fact]
    public Task Two_optional_states_of_one_way_are_needed_both() => Rules.Verify(
        """
        using MigSdk;
        using static S;

        [StateMachineSpec(SingleArcsOnly = true), SpecArc<S>(A, X), SpecArc<S>(X, Y), SpecArc<S>(Y, B), SpecArc<S>(B, A)]
        public enum S { A, [Optional] {|#0:X|}, [Optional] {|#1:Y|}, B }
        """,
        Rules.Expect(RuleIds.NonAdditiveFeature, 0),
        Rules.Expect(RuleIds.NonAdditiveFeature, 1));

    [Fact]
    public Task A_session_of_the_feature_that_combinations_do_not_go_through() => Rules.Verify(
        """
        using MigSdk;
        using static S;

        [System.Flags] public enum F { Replay = 1 }

        [StateMachineSpec, SpecArc<S>(Off, Loading), SpecArc<S>(Loading, Replaying, Opens = SessionKind.Saving), SpecArc<S>(Replaying, On), SpecArc<S>(On, Off)]
        public enum S { Off, [Requires<F>(F.Replay)] {|#0:Loading|}, [Requires<F>(F.Replay)] Replaying, On }
        """,
        Rules.Expect(RuleIds.NonAdditiveFeature));

    [Fact]
    public Task Drivers_are_held_against_the_spec_all_the_same() => Rules.Verify(
        Ring.Edit("{|#0:X|}", "[Optional] {|#0:X|}") + "\n[StateMachineDriver<S>] public partial class {|#1:D|} { }",
        Rules.Expect(RuleIds.NonAdditiveFeature, 0),
        Rules.Expect(RuleIds.MissingHandler, 1, "'D' must handle B -> A: a host may ask for this transition"));

    [Fact]
    public Task Where_the_spec_is_faulty_the_fault_is_reported() => Rules.Verify(
        Ring.Edit("{|#0:X|}", "[Optional] X").Edit("SpecArc<S>(B, A)]", "SpecArc<S>(B, A), {|#0:SpecArc<S>(A, (S)9)|}]"),
        Rules.Expect(RuleIds.InvalidDeclaration));

    [Fact]
    public Task While_an_arc_is_being_typed_the_way_may_still_come() => Rules.Verify(
        Ring.Edit("{|#0:X|}", "[Optional] X").Edit("SpecArc<S>(B, A)]", "SpecArc<S>(B, A), SpecArc<S>(A, {|#0:Bx|})]"),
        Rules.CompilerError("CS0103", 0));

    [Theory]
    [InlineData("{|#0:X|}", "X")]
    [InlineData("SingleArcsOnly = true", "Initial = 0")]
    [InlineData("SpecArc<S>(B, A)]", "SpecArc<S>(B, A), SpecArc<S>(A, B)]")]
    public Task What_every_driver_can_do_is_right(string old, string changed) => Rules.Verify(
        (old == "{|#0:X|}" ? Ring : Ring.Edit("{|#0:X|}", "[Optional] X")).Edit(old, changed));

    [Fact]
    public Task A_pragma_suppresses_it() => Rules.Verify(
        Ring.Edit("public enum S { A, {|#0:X|}", "#pragma warning disable MIG2010\npublic enum S { A, [Optional] X"));

    [Fact]
    public Task A_configuration_turns_it_off() => Rules.Verify(
        [Ring.Edit("{|#0:X|}", "[Optional] X")], "dotnet_diagnostic.MIG2010.severity = none");
}
