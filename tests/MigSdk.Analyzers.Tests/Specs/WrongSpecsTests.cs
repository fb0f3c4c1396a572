using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>Each mistake in the many ways in which it is made: MIG2001 to MIG2008, and nothing else is reported.</summary>
public sealed class WrongSpecsTests
{
    private const string Ring = "SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A)";

    [Theory]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A)]", "A, B, {|MIG2001:C|}")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.C, S.A)]", "A, B, {|MIG2001:C|}")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.C), SpecArc<S>(S.D, S.A)]", "A, B, {|MIG2001:C|}, D")]
    [InlineData("[StateMachineSpec(Initial = (long)S.B), SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.C), SpecArc<S>(S.C, S.B)]", "{|MIG2001:A|}, B, C")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A)]", "A, B, [Optional] {|MIG2001:C|}")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A)]", "A, B, [Requires<F>(F.X)] {|MIG2001:C|}")]
    [InlineData("[StateMachineSpec(SingleArcsOnly = true), SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.C, S.B)]", "A, B, {|MIG2001:C|}")]
    [InlineData("[StateMachineSpec(Error = (long)S.E), SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A)]", "A, B, {|MIG2001:C|} = 7, E = 255")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.C, S.D, Opens = SessionKind.Saving), SpecArc<S>(S.D, S.A)]", "A, B, {|MIG2001:C|}, D")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.C, S.A), SpecArc<S>(S.D, S.A)]", "A, B, {|MIG2001:C|}, {|MIG2001:D|}")]
    public Task A_state_that_cannot_be_reached(string spec, string states) => Verify(spec, states);

    [Theory]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B)]", "A, {|MIG2002:B|}")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.B, S.C)]", "A, B, {|MIG2002:C|}")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.B, S.C), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.C)]", "A, B, {|MIG2002:C|}, D")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.A, S.C), SpecArc<S>(S.A, S.D)]", "A, B, {|MIG2002:C|}, {|MIG2002:D|}")]
    [InlineData("[StateMachineSpec(Initial = (long)S.C), SpecArc<S>(S.C, S.A), SpecArc<S>(S.C, S.B), SpecArc<S>(S.B, S.C)]", "{|MIG2002:A|}, B, C")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.B, S.C)]", "A, B, [Optional] {|MIG2002:C|}")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.B, S.C)]", "A, B, [Requires<F>(F.X)] {|MIG2002:C|}")]
    [InlineData("[StateMachineSpec(SingleArcsOnly = true), SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.A, S.C)]", "A, B, {|MIG2002:C|}")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B, Opens = SessionKind.Saving)]", "A, {|MIG2002:B|}")]
    [InlineData("[StateMachineSpec(Error = (long)S.E), SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A), SpecArc<S>(S.A, S.C)]", "A, B, {|MIG2002:C|}, E")]
    public Task A_state_that_has_no_way_back(string spec, string states) => Verify(spec, states);

    [Theory]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.A, S.C), SpecArc<S>(S.B, S.D), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.A)]", "{|MIG2003:A|}, B, C, D")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.C), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.A), SpecArc<S>(S.B, S.A), SpecArc<S>(S.C, S.B), SpecArc<S>(S.D, S.C), SpecArc<S>(S.A, S.D)]", "{|MIG2003:A|}, {|MIG2003:B|}, {|MIG2003:C|}, {|MIG2003:D|}")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.A, S.C), SpecArc<S>(S.B, S.D), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.A)]", "{|MIG2003:A|}, [Optional] B, C, D")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.A, S.C), SpecArc<S>(S.B, S.D), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.A)]", "{|MIG2003:A|}, [Requires<F>(F.X)] B, C, D")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B, Preference = 1), SpecArc<S>(S.A, S.C, Preference = 1), SpecArc<S>(S.B, S.D), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.A)]", "{|MIG2003:A|}, B, C, D")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.A, S.C), SpecArc<S>(S.B, S.D), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.A)]", "D, B, C, {|MIG2003:A|}")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.A, S.C), SpecArc<S>(S.B, S.A), SpecArc<S>(S.C, S.A), SpecArc<S>(S.B, S.D, Opens = SessionKind.Saving), SpecArc<S>(S.C, S.D, Opens = SessionKind.Saving), SpecArc<S>(S.D, S.A)]", "{|MIG2003:A|}, B, C, D")]
    [InlineData("[StateMachineSpec(Initial = 4, Error = (long)S.E), SpecArc<S>(S.A, S.B), SpecArc<S>(S.A, S.C), SpecArc<S>(S.B, S.D), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.A)]", "{|MIG2003:A|} = 4, B, C, D, E = 9")]
    [InlineData("[StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.A, S.C), SpecArc<S>(S.A, S.D), SpecArc<S>(S.B, S.G), SpecArc<S>(S.C, S.G), SpecArc<S>(S.D, S.G), SpecArc<S>(S.G, S.A)]", "{|MIG2003:A|}, B, C, D, G")]
    public Task A_tie_between_two_paths(string spec, string states) => Verify(spec, states);

    [Theory]
    [InlineData("A, B, {|MIG2004:X|} = 1")]
    [InlineData("A, B, {|MIG2004:X|} = A")]
    [InlineData("A, B, {|MIG2004:X|} = B, {|MIG2004:Y|} = B")]
    [InlineData("A = 1, {|MIG2004:X|} = 1, B")]
    [InlineData("A, B = 'B', {|MIG2004:X|} = 66")]
    [InlineData("A, B, {|MIG2004:X|} = (int)S.B")]
    [InlineData("A = -1, B, {|MIG2004:X|} = ~0")]
    [InlineData("A, B, [Optional] {|MIG2004:X|} = 1")]
    [InlineData("A, B = 2, {|MIG2004:X|} = A | B")]
    public Task A_value_that_two_states_have(string states) =>
        Verify($"[StateMachineSpec({Initial(states)}), {Ring}]", states);

    [Theory]
    [InlineData("SpecArc<S>(S.A, S.E)")]
    [InlineData("SpecArc<S>(S.B, S.E)")]
    [InlineData("SpecArc<S>(S.E, S.A)")]
    [InlineData("SpecArc<S>(S.E, S.B)")]
    [InlineData("SpecArc<S>(from: S.A, to: S.E)")]
    [InlineData("SpecArc<S>(to: S.A, from: S.E)")]
    [InlineData("SpecArc<S>(S.A, S.E, Preference = 3)")]
    [InlineData("SpecArc<S>(S.A, (S)9)")]
    [InlineData("MigSdk.SpecArcAttribute<S>(S.A, S.E)")]
    public async Task An_arc_at_the_error_state(string arc)
    {
        await Verify($"[StateMachineSpec(Error = (long)S.E), {Ring}, {{|MIG2005:{arc}|}}]", "A, B, E = 9");
        await Verify($"[StateMachineSpec(Error = (long)S.E, SingleArcsOnly = true), {Ring}, {{|MIG2005:{arc}|}}]", "A, B, E = 9");
    }

    [Theory]
    [InlineData("Blocked<S>(S.A, S.A)")]
    [InlineData("Blocked<S>(S.B, S.B)")]
    [InlineData("Blocked<S>(S.A, S.B)")]
    [InlineData("Blocked<S>(S.B, S.A)")]
    [InlineData("Blocked<S>(S.A, S.E)")]
    [InlineData("Blocked<S>(S.E, S.A)")]
    [InlineData("Blocked<S>(from: S.A, to: S.B)")]
    [InlineData("Blocked<S>((S)9, S.B)")]
    [InlineData("Blocked<S>(S.D, S.A)")]
    [InlineData("Blocked<S>(S.A, S.D)")]
    public Task A_blocked_pair_that_blocks_nothing(string blocked) => Verify(
        $"[StateMachineSpec(Error = (long)S.E), {Ring}, SpecArc<S>(S.A, S.C), SpecArc<S>(S.C, S.D), SpecArc<S>(S.D, S.A), Blocked<S>(S.A, S.D), SpecArc<S>(S.B, S.D), {{|MIG2006:{blocked}|}}]",
        "A, B, C, D, E = 9");

    [Theory]
    [InlineData("SpecArc<S>(S.A, S.R, Opens = SessionKind.Saving), {|MIG2007:SpecArc<S>(S.B, S.R)|}, SpecArc<S>(S.R, S.A)", "A, B, R")]
    [InlineData("SpecArc<S>(S.A, S.R, Opens = SessionKind.Resuming), {|MIG2007:SpecArc<S>(S.B, S.R)|}, SpecArc<S>(S.R, S.A)", "A, B, R")]
    [InlineData("SpecArc<S>(S.A, S.R, Opens = SessionKind.Saving), {|MIG2007:SpecArc<S>(S.B, S.R, Opens = SessionKind.Resuming)|}, SpecArc<S>(S.R, S.A)", "A, B, R")]
    [InlineData("SpecArc<S>(S.A, S.R, Opens = SessionKind.Saving), {|MIG2007:SpecArc<S>(S.R, S.T, Opens = SessionKind.Saving)|}, SpecArc<S>(S.T, S.A)", "A, B, R, T")]
    [InlineData("SpecArc<S>(S.A, S.R)", "A, B, [PreCopyState] {|MIG2007:R|}", "SpecArc<S>(S.R, S.A)")]
    [InlineData("SpecArc<S>(S.B, S.R)", "A, [PreCopyState] {|MIG2007:B|}, R", "SpecArc<S>(S.R, S.A)")]
    [InlineData("SpecArc<S>(S.R, S.A, Opens = SessionKind.Resuming), SpecArc<S>(S.B, S.R)", "{|MIG2007:A|}, B, R")]
    [InlineData("SpecArc<S>(S.R, S.A, Opens = SessionKind.Saving), SpecArc<S>(S.B, S.R)", "{|MIG2007:A|}, B, R")]
    public Task Sessions_that_contradict_each_other(string arcs, string states, string more = "SpecArc<S>(S.B, S.Z), SpecArc<S>(S.Z, S.B)") => Verify(
        $"[StateMachineSpec, {Ring}, {arcs}, {more}]", more.Contains("S.Z", System.StringComparison.Ordinal) ? states + ", Z" : states);

    [Theory]
    [InlineData("SpecArc<S>(S.A, S.A)")]
    [InlineData("SpecArc<S>(S.B, S.B)")]
    [InlineData("SpecArc<S>((S)1, S.B)")]
    [InlineData("SpecArc<S>(S.A, S.B)")]
    [InlineData("SpecArc<S>(S.B, S.A)")]
    [InlineData("SpecArc<S>(to: S.B, from: S.A)")]
    [InlineData("SpecArc<S>(S.A, S.B, Preference = 1)")]
    [InlineData("SpecArc<S>(0, S.B)")]
    [InlineData("SpecArcAttribute<S>(S.A, S.B)")]
    public async Task An_arc_that_leads_nowhere_or_is_there_twice(string arc)
    {
        await Verify($"[StateMachineSpec, {Ring}, {{|MIG2008:{arc}|}}]", "A, B");
        await Verify($"[StateMachineSpec(SingleArcsOnly = true), {Ring}]\n[{{|MIG2008:{arc}|}}]", "A, B");
    }

    private static string Initial(string states) =>
        states.StartsWith("A,", System.StringComparison.Ordinal) ? "Initial = 0" : "Initial = (long)S.A";

    private static Task Verify(string spec, string states) =>
        Rules.Verify($"using MigSdk;\n{spec}\npublic enum S {{ {states} }}\n[System.Flags] public enum F {{ X = 1 }}");
}
