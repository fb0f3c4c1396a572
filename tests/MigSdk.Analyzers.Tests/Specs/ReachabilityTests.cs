using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG2001 and MIG2002.</summary>
public sealed class ReachabilityTests
{
    [Fact]
    public Task A_state_that_no_arc_leads_to() => Rules.Verify(
        Source.PowerSpec.Edit("[SpecArc<PowerState>(D3Hot, D3Cold)]\n", "")
            .Edit("[Blocked<PowerState>(D3Cold, D1)]\n[Blocked<PowerState>(D3Cold, D2)]\n", "").Edit("    D3Cold,", "    {|#0:D3Cold|},"),
        Rules.Expect(
            RuleIds.UnreachableState,
            0,
            "State 'D3Cold' cannot be reached from the initial state 'D0'. Add an arc that leads to it, or remove the state."));

    [Fact]
    public Task A_state_with_no_arc_at_all() => Rules.Verify(
        """
        using MigSdk;
        [StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A)]
        public enum S { A, B, {|#0:C|} }
        """,
        Rules.Expect(RuleIds.UnreachableState));

    [Fact]
    public Task A_state_behind_an_unreachable_one_is_no_second_mistake() => Rules.Verify(
        """
        using MigSdk;
        [StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.A)]
        public enum S { A, B, {|#0:C|}, D }
        """,
        Rules.Expect(RuleIds.UnreachableState));

    [Fact]
    public Task A_state_that_no_arc_leaves() => Rules.Verify(
        """
        using MigSdk;
        [StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.A, S.C)]
        public enum S { A, B, {|#0:C|} }
        """,
        Rules.Expect(RuleIds.NoWayBack, 0, "There is no way back from state 'C' to the initial state 'A'. Add an arc that leads away from it, or remove the state."));

    [Fact]
    public Task Two_states_that_lead_only_to_each_other_are_one_mistake() => Rules.Verify(
        """
        using MigSdk;
        [StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.C), SpecArc<S>(S.C, S.B)]
        public enum S { A, {|#0:B|}, C }
        """,
        Rules.Expect(RuleIds.NoWayBack));

    [Fact]
    public Task The_error_state_needs_no_arcs() => Rules.Verify(
        """
        using MigSdk;
        [StateMachineSpec(Error = (long)S.E), SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A)]
        public enum S { A, B, E }
        """);

    [Fact]
    public Task While_an_arc_is_being_typed_no_state_is_called_unreachable() => Rules.Verify(
        """
        using MigSdk;
        [StateMachineSpec, SpecArc<S>(S.A, {|#0:X|}), SpecArc<S>(S.B, S.A)]
        public enum S { A, B }
        """,
        Rules.CompilerError("CS0103", 0));
}
