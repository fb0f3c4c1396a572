using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>A mistake in a spec is told at the spec, and not once more at each of its drivers.</summary>
public sealed class FaultySpecTests
{
    [Fact]
    public Task An_unsettled_tie_leaves_the_plan_open() => Rules.VerifyRulesOnly(
        """
        using MigSdk;
        [StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.A, S.C), SpecArc<S>(S.B, S.D), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.A)]
        public enum S { {|#0:A|}, B, C, D }

        [StateMachineDriver<S>]
        public partial class Lazy { }
        """,
        Rules.Expect(RuleIds.UnsettledTie));

    [Fact]
    public Task An_arc_that_cannot_be_read_is_missing_in_the_plan() => Rules.Verify(
        Source.Power.Edit("[SpecArc<PowerState>(D1, D0)]", "[{|#0:SpecArc<PowerState>(D1, (PowerState)9)|}]"),
        Rules.Expect(RuleIds.InvalidDeclaration));

    [Fact]
    public Task An_arc_that_is_being_typed_too() => Rules.Verify(
        Source.Power.Edit("[SpecArc<PowerState>(D1, D0)]", "[SpecArc<PowerState>(D1, {|#0:Dx|})]"),
        Rules.CompilerError("CS0103", 0));

    [Fact]
    public Task A_shared_value_makes_two_states_one() => Rules.Verify(
        Source.Power.Edit("    D3Cold,", "    {|#0:D3Cold|} = 3,").Edit("[SpecArc<PowerState>(D3Hot, D3Cold)]\n", "").Edit("[SpecArc<PowerState>(D3Cold, D0)]\n", "")
            .Edit("[Blocked<PowerState>(D3Cold, D1)]\n[Blocked<PowerState>(D3Cold, D2)]\n", "")
            .Replace(", Arc<PowerState>(D3Hot, D3Cold), Arc<PowerState>(D3Cold, D0)", ""),
        Rules.Expect(RuleIds.DuplicateValue));

    [Fact]
    public Task A_session_that_contradicts_itself_is_no_law() => Rules.Verify(
        """
        using MigSdk;
        [StateMachineSpec]
        [SpecArc<S>(S.Idle, S.Reading, Opens = SessionKind.Saving), {|#0:SpecArc<S>(S.Reading, S.Reading2, Opens = SessionKind.Saving)|}, SpecArc<S>(S.Reading2, S.Idle)]
        public enum S { Idle, Reading, Reading2 }

        [StateMachineDriver<S>]
        public partial class D
        {
            [Arc<S>(S.Idle, S.Reading), Arc<S>(S.Reading, S.Reading2)]
            private SavingSession Open() => null;

            [Arc<S>(S.Reading2, S.Idle)]
            private void Close() { }
        }
        """,
        Rules.Expect(RuleIds.InconsistentSession));

    [Fact]
    public Task What_the_planner_leaves_out_anyway_does_not_silence_the_drivers_rules() => Rules.Verify(
        Source.Features.Edit("[SpecArc<LinkState>(Up, Down)]", "[SpecArc<LinkState>(Up, Down), {|#0:SpecArc<LinkState>(Up, Up)|}, {|#1:SpecArc<LinkState>(Up, Broken)|}]")
            .Edit(", Arc<LinkState>(Up, Testing)", "").Edit("class Link\n", "class {|#2:Link|}\n"),
        Rules.Expect(RuleIds.IdleArc, 0),
        Rules.Expect(RuleIds.ErrorStateArc, 1),
        Rules.Expect(RuleIds.MissingHandler, 2));

    [Fact]
    public Task Signatures_and_repetitions_are_judged_without_a_plan() => Rules.Verify(
        Source.Power.Edit("[SpecArc<PowerState>(D1, D0)]", "[SpecArc<PowerState>(D1, D0), {|#0:SpecArc<PowerState>(D1, (PowerState)9)|}]")
            .Edit("private ValueTask MoveAsync(CancellationToken cancel) => default;", "private int {|#1:MoveAsync|}() => 0;")
            .Edit("[OnEnter<PowerState>(D1)]", "[{|#2:Arc<PowerState>(D1, D0)|}]"),
        Rules.Expect(RuleIds.InvalidDeclaration, 0),
        Rules.Expect(RuleIds.HandlerSignature, 1),
        Rules.Expect(RuleIds.DuplicateHandler, 2));
}
