using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG3002.</summary>
public sealed class ConstantAnswerTests
{
    private const string Blocked = "MigrationState blocks StopCopy -> PreCopy";

    [Theory]
    [InlineData("if ({|#0:Nic.ArcSupported(StopCopy, PreCopy)|}) nic.Reset();", "ArcSupported is always false here: " + Blocked)]
    [InlineData("if (flag && !{|#0:Nic.ArcSupported(StopCopy, PreCopy)|}) nic.Reset();", "ArcSupported is always false here: " + Blocked)]
    [InlineData("while ({|#0:Nic.ArcSupported(nic.State, Error)|} || flag) nic.Reset();", "ArcSupported is always false here: only a failure leads to Error")]
    [InlineData("for (; {|#0:Nic.ArcSupported(Error, nic.State)|};) nic.Reset();", "ArcSupported is always false here: only a reset leads out of Error")]
    [InlineData("int steps = {|#0:Nic.ArcSupported((MigrationState)12, Stop)|} ? 1 : 0;", "ArcSupported is always false here: no state of MigrationState has the value 12")]
    [InlineData("switch ({|#0:Nic.ArcSupported(StopCopy, PreCopyP2P)|}) { default: break; }", "ArcSupported is always false here: MigrationState blocks StopCopy -> PreCopyP2P")]
    [InlineData("bool can = {|#0:Nic.ArcSupported(StopCopy, PreCopy)|}; if (can) nic.Reset();", "ArcSupported is always false here: " + Blocked)]
    [InlineData("bool can; can = {|#0:Nic.ArcSupported(StopCopy, PreCopy)|}; if (!can) nic.Reset();", "ArcSupported is always false here: " + Blocked)]
    [InlineData("if ({|#0:Nic.TryGetNextState(StopCopy, PreCopy, out var next)|}) nic.SetState(next);", "TryGetNextState is always false here: " + Blocked)]
    [InlineData("{|#0:Nic.TryGetNextState(StopCopy, PreCopy, out var next)|}; nic.SetState(next);", "TryGetNextState is always false here: " + Blocked)]
    [InlineData("foreach (var state in {|#0:Nic.GetPath(StopCopy, PreCopy)|}) nic.SetState(state);", "GetPath is always empty here: " + Blocked)]
    [InlineData("if ({|#0:Nic.GetPath(Stop, Stop)|}.Length == 1) nic.Reset();", "GetPath is always empty here: a state onto itself takes no step")]
    [InlineData("if (!{|#0:Nic.GetPath(nic.State, Error)|}.IsEmpty) nic.Reset();", "GetPath is always empty here: only a failure leads to Error")]
    [InlineData("if ({|#0:Nic.GetPath(Stop, Stop)|}.IsEmpty) throw new Exception();", "GetPath is always empty here: a state onto itself takes no step")]
    [InlineData("nic.SetState({|#0:Nic.GetPath(StopCopy, PreCopy)|}[0]);", "GetPath is always empty here: " + Blocked)]
    [InlineData("foreach (var state in {|#0:Nic.GetPath(StopCopy, PreCopy)|}.ToArray()) nic.SetState(state);", "GetPath is always empty here: " + Blocked)]
    [InlineData("if ({|#0:Nic.SupportedTransitions.Contains(StopCopy, PreCopy)|}) nic.Reset();", "Contains is always false here: " + Blocked)]
    [InlineData("if (!{|#0:Nic.ArcSupported(StopCopy, PreCopy)|}) throw new Exception();", "ArcSupported is always false here: " + Blocked)]
    public Task A_decision_by_a_constant_answer_is_reported(string statement, string message) =>
        Host.VerifyStatements(Source.Flags7, statement, Rules.Expect(RuleIds.ConstantAnswer, 0, message));

    [Fact]
    public Task The_features_of_the_driver_count() => Host.VerifyStatements(
        Source.Flags1, "if ({|#0:Nic.ArcSupported(Running, PreCopy)|}) nic.Reset(); if ({|#1:Nic.ArcSupported(RunningP2P, nic.State)|}) nic.Reset();",
        Rules.Expect(RuleIds.ConstantAnswer, 0, "ArcSupported is always false here: 'Nic' does not declare PreCopy, which PreCopy requires"),
        Rules.Expect(RuleIds.ConstantAnswer, 1, "ArcSupported is always false here: 'Nic' does not declare P2P, which RunningP2P requires"));

    [Fact]
    public Task An_answer_that_is_handed_on_is_reported_where_no_driver_has_another() => Host.VerifyMembers(
        Source.Flags1, """
            private static readonly bool Field = {|#0:Nic.ArcSupported(StopCopy, PreCopy)|};
            public static bool Property => {|#1:Nic.ArcSupported(Running, Error)|};
            public static bool Generic<T>() where T : IMigrationDriver { return Field || {|#2:T.ArcSupported(StopCopy, PreCopyP2P)|}; }
            public static bool CanPreCopy => Nic.ArcSupported(Running, PreCopy);
            public static bool CanGoOn<T>() where T : IMigrationDriver => T.ArcSupported(PreCopy, StopCopy);
            """,
        Rules.Expect(RuleIds.ConstantAnswer, 0, "ArcSupported is always false here: " + Blocked),
        Rules.Expect(RuleIds.ConstantAnswer, 1, "ArcSupported is always false here: only a failure leads to Error"),
        Rules.Expect(RuleIds.ConstantAnswer, 2, "ArcSupported is always false here: MigrationState blocks StopCopy -> PreCopyP2P"));

    [Fact]
    public Task Any_spec_says_why() => Host.VerifyMembers(
        Source.Power + """

            [StateMachineSpec(SingleArcsOnly = true), SpecArc<Steps>(Steps.A, Steps.B), SpecArc<Steps>(Steps.B, Steps.C), SpecArc<Steps>(Steps.C, Steps.A)]
            public enum Steps { A, B, C }
            """, """
            public static int Use() => {|#0:Full.ArcSupported(PowerState.D2, PowerState.D1)|} ? 1 : 2;
            public static bool Same() => Full.ArcSupported(PowerState.D1, PowerState.D1);
            public static int Go<T>() where T : IStateMachineDriver<Steps> => {|#1:T.ArcSupported(Steps.A, Steps.C)|} ? 1 : 2;
            """,
        Rules.Expect(RuleIds.ConstantAnswer, 0, "ArcSupported is always false here: PowerState blocks D2 -> D1"),
        Rules.Expect(RuleIds.ConstantAnswer, 1, "ArcSupported is always false here: A -> C is no arc of Steps, which has no combination transitions"));

    [Theory]
    [InlineData("Assert.True(!Nic.ArcSupported(StopCopy, PreCopy));")]
    [InlineData("Console.WriteLine(Nic.ArcSupported(StopCopy, PreCopy));")]
    [InlineData("Console.WriteLine($\"{Nic.ArcSupported(StopCopy, PreCopy)}\");")]
    [InlineData("if (Nic.ArcSupported(nic.State, PreCopy)) nic.Reset();")]
    [InlineData("if (Nic.ArcSupported(Stop, Stop) && Nic.ArcSupported(PreCopy, StopCopy)) nic.Reset();")]
    [InlineData("if (Nic.ArcSupported(StopCopy, PreCopy)) throw new Exception();")]
    [InlineData("if (Nic.ArcSupported(StopCopy, PreCopy)) { Assert.Fail(\"\"); }")]
    [InlineData("flag &= !Nic.ArcSupported(StopCopy, PreCopy);")]
    [InlineData("bool can = Nic.ArcSupported(StopCopy, PreCopy); Assert.True(!can);")]
    [InlineData("bool can = Nic.ArcSupported(StopCopy, PreCopy); can = flag; if (can) nic.Reset();")]
    [InlineData("Assert.Throws<Exception>(() => Nic.ArcSupported(StopCopy, PreCopy));")]
    [InlineData("Nic.TryGetNextState(nic.State, Stop, out var next); nic.SetState(next);")]
    [InlineData("string text = \"can: \" + Nic.ArcSupported(StopCopy, PreCopy); if (text.Length > 3) nic.Reset();")]
    [InlineData("if (new[] { (StopCopy, PreCopy) }.Contains((StopCopy, PreCopy))) nic.Reset();")]
    [InlineData("var own = new TransitionSet<MigrationState>([]); if (own.Contains(StopCopy, PreCopy)) nic.Reset();")]
    [InlineData("#pragma warning disable MIG3002\nif (Nic.ArcSupported(StopCopy, PreCopy)) nic.Reset();")]
    public Task What_may_be_meant_is_not_reported(string statement) => Host.VerifyStatements(Source.Flags7, statement);
}
