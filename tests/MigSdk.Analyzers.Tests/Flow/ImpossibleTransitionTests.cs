using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG3011.</summary>
public sealed class ImpossibleTransitionTests
{
    [Theory]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|});")]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); Helpers.Work(); nic.SetState({|#0:PreCopyP2P|});")]
    [InlineData("var nic = new Nic(); if (Helpers.Flip) nic.SetState(StopCopy); else { nic.SetState(PreCopy); nic.SetState(StopCopy); } nic.SetState({|#0:PreCopy|});")]
    [InlineData("var nic = new Nic(); for (int i = 0; i < 3; i++) { nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|}); }")]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); while (Helpers.Flip) Helpers.Work(); nic.SetState({|#0:PreCopy|});")]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); try { Helpers.Work(); } finally { nic.SetState({|#0:PreCopy|}); }")]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); try { Helpers.Work(); } catch (InvalidOperationException) { nic.SetState({|#0:PreCopy|}); }")]
    [InlineData("var nic = new Nic(); try { nic.SetState(StopCopy); } finally { Helpers.Work(); } nic.SetState({|#0:PreCopy|});")]
    [InlineData("var nic = new Nic(); nic.SetState(Stop); nic.Reset(); nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|});")]
    [InlineData("var nic = new Nic(); switch (nic.SetState(StopCopy)) { case SavingSession s: nic.SetState({|#0:PreCopy|}); break; }")]
    [InlineData("var nic = new Nic(); retry: nic.SetState(StopCopy); if (Helpers.Flip) goto retry; nic.SetState({|#0:PreCopy|});")]
    [InlineData("var (nic, other) = (new Nic(), new Nic()); nic.SetState(StopCopy); other.SetState(PreCopy); nic.SetState({|#0:PreCopy|});")]
    [InlineData("var nic = new Nic(); nic?.SetState(StopCopy); nic?.SetState({|#0:PreCopy|});")]
    [InlineData("var nic = new Nic(); IMigrationDriver driver = nic; driver.SetStateAsync(StopCopy).GetAwaiter().GetResult(); driver.SetStateAsync({|#0:PreCopy|}).AsTask().Wait();")]
    [InlineData("var nic = Helpers.Flip ? new Nic() : new Nic(); nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|});")]
    [InlineData("Nic nic; nic = new Nic(); using (var stream = new System.IO.MemoryStream()) nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|});")]
    [InlineData("var nic = new Nic(); foreach (int i in new[] { 1, 2 }) Helpers.Work(); nic.SetState(StopCopy); lock (this) { nic.SetState({|#0:PreCopy|}); }")]
    [InlineData("var nic = new Nic(); void Local() { var inner = new Nic(); inner.SetState(StopCopy); inner.SetState({|#0:PreCopy|}); } Local(); nic.Reset();")]
    [InlineData("Action action = () => { var inner = new Nic(); inner.SetState(StopCopy); inner.SetState({|#0:PreCopy|}); }; action();")]
    public Task After_what_the_method_itself_has_done(string body) =>
        FlowTest.Verify(RuleIds.ImpossibleTransition, $$"""public void Run() { {{body}} }""");

    [Theory]
    [InlineData("if (nic.State == StopCopy) nic.SetState({|#0:PreCopy|});")]
    [InlineData("if (StopCopy == nic.State) { nic.SetState({|#0:PreCopyP2P|}); nic.SetState(Stop); }")]
    [InlineData("if (nic.State != StopCopy) return; nic.SetState({|#0:PreCopy|});")]
    [InlineData("if (!(nic.State is StopCopy or Error)) return; nic.SetState({|#0:PreCopy|});")]
    [InlineData("if (nic.State is not StopCopy) nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|});")]
    [InlineData("if (nic.State == StopCopy && Helpers.Flip) nic.SetState({|#0:PreCopy|});")]
    [InlineData("if (Helpers.Flip || nic.State != StopCopy) return; nic.SetState({|#0:PreCopy|});")]
    [InlineData("switch (nic.State) { case Running: break; case StopCopy: nic.SetState({|#0:PreCopy|}); break; }")]
    [InlineData("_ = nic.State switch { StopCopy => nic.SetState({|#0:PreCopy|}), Running => nic.SetState(PreCopy), _ => null };")]
    [InlineData("var state = nic.State; if (state == StopCopy) nic.SetState({|#0:PreCopy|});")]
    [InlineData("bool saving = nic.State == StopCopy; if (saving) nic.SetState({|#0:PreCopy|});")]
    [InlineData("Debug.Assert(nic.State == StopCopy); nic.SetState({|#0:PreCopy|});")]
    [InlineData("if (nic is { State: StopCopy }) nic.SetState({|#0:PreCopy|});")]
    [InlineData("if (nic.State == Error) nic.SetState({|#0:Running|});")]
    [InlineData("try { Helpers.Work(); } catch (Exception) when (nic.State == StopCopy) { nic.SetState({|#0:PreCopy|}); }")]
    [InlineData("ArgumentNullException.ThrowIfNull(nic); nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|});")]
    [InlineData("nic.SetState(StopCopy); Console.WriteLine($\"{nic.State} {nic.StopCopyLength}\"); nic.SetState({|#0:PreCopy|});")]
    public Task What_comparisons_and_transitions_say_of_a_parameter(string body) =>
        FlowTest.Verify(RuleIds.ImpossibleTransition, $$"""public void Run(Nic nic) { {{body}} }""");

    [Theory]
    [InlineData("async Task Run(IMigrationDriver nic) { await nic.SetStateAsync(StopCopy); await nic.SetStateAsync({|#0:PreCopy|}); }")]
    [InlineData("async Task Run(IStateMachineDriver<MigrationState> nic) { await nic.SetStateAsync(StopCopy).ConfigureAwait(false); await nic.SetStateAsync({|#0:PreCopy|}, default); }")]
    [InlineData("async Task Run<T>(T nic) where T : IMigrationDriver { await nic.SetStateAsync(StopCopy); await Task.Yield(); await nic.SetStateAsync({|#0:PreCopy|}); }")]
    [InlineData("async Task Run(IMigrationDriver nic) { var saving = (SavingSession)(await nic.SetStateAsync(StopCopy))!; while ((await saving.ReadAsync(Helpers.Buffer)).Count > 0) { } await nic.SetStateAsync({|#0:PreCopy|}); }")]
    [InlineData("async Task Run(IMigrationDriver a, IMigrationDriver b) { await a.SetStateAsync(StopCopy); await b.SetStateAsync(StopCopy); await a.SetStateAsync({|#0:PreCopy|}); }")]
    [InlineData("void Run(object o) { if (o is Nic nic) { nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|}); } }")]
    [InlineData("void Run(Nic[] nics) { foreach (Nic nic in nics) { nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|}); } }")]
    [InlineData("IEnumerable<int> Run() { var nic = new Nic(); nic.SetState(StopCopy); yield return 1; nic.SetState({|#0:PreCopy|}); }")]
    [InlineData("private readonly Nic _nic = new(); void Run() { _nic.SetState(StopCopy); _nic.SetState({|#0:PreCopy|}); }")]
    [InlineData("private readonly Nic _nic = new(); async Task Run() { await _nic.SetStateAsync(StopCopy); await _nic.SetStateAsync({|#0:PreCopy|}); }")]
    [InlineData("private Nic Device { get; } = new(); void Run() { if (Device.State == StopCopy) Device.SetState({|#0:PreCopy|}); }")]
    [InlineData("private static Nic s_nic = new(); void Run() { s_nic.SetState(StopCopy); this.GetType(); s_nic.SetState({|#0:PreCopy|}); }")]
    [InlineData("int Size { get { var nic = new Nic(); nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|}); return 0; } }")]
    [InlineData("public Host() { var nic = new Nic(); nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|}); }")]
    [InlineData("object Run() { using var stream = new System.IO.MemoryStream(); var nic = new Nic(); nic.SetState(StopCopy); return nic.SetState({|#0:PreCopy|})!; }")]
    [InlineData("void Run() { try { Action go = () => { try { var n = new Nic(); n.SetState(StopCopy); n.SetState({|#0:PreCopy|}); } finally { Helpers.Work(); } }; go(); } finally { Helpers.Work(); } }")]
    public Task In_members_of_every_kind(string member) => FlowTest.Verify(RuleIds.ImpossibleTransition, member);

    [Fact]
    public Task The_message_tells_state_and_reason() => FlowTest.Verify(
        "void Run(Nic nic) { nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|}); } void Recover(Nic device) { if (device.State is Error or StopCopy) device.SetState({|#1:PreCopy|}); }",
        Rules.Expect(RuleIds.ImpossibleTransition, 0, "'nic' is in StopCopy here, and StopCopy -> PreCopy is blocked"),
        Rules.Expect(RuleIds.ImpossibleTransition, 1, "'device' is in Error or StopCopy here, and only Reset leads out of Error, and StopCopy -> PreCopy is blocked"));

    [Fact]
    public Task What_follows_a_transition_that_must_fail_is_not_told_too() =>
        FlowTest.Verify(RuleIds.ImpossibleTransition, "void Run(Nic nic) { nic.SetState(StopCopy); nic.SetState({|#0:PreCopy|}); nic.SetState(PreCopy); nic.SetState(PreCopyP2P); }");

    [Fact]
    public Task Specs_without_sessions_have_impossible_transitions_too() => Rules.Verify(
        Source.Power + """

        public static class Host
        {
            public static void Run(Full full, bool deep)
            {
                full.SetState(deep ? D3Hot : D2);
                full.SetState(deep ? D3Hot : D2);
                full.SetState(D2);
                full.SetState({|#0:D1|});
            }

            public static void Sleep()
            {
                var full = new Full();
                if (full.State == D0)
                    full.SetState(D3Hot);
                full.SetState(D3Cold);
                full.SetState({|#1:D2|});
            }
        }
        """,
        Rules.Expect(RuleIds.ImpossibleTransition, 0, "'full' is in D2 here, and D2 -> D1 is blocked"),
        Rules.Expect(RuleIds.ImpossibleTransition, 1, "'full' is in D3Cold here, and D3Cold -> D2 is blocked"));

    [Fact]
    public Task A_pragma_suppresses_it() => FlowTest.Verify(
        """
        void Run(Nic nic)
        {
            nic.SetState(StopCopy);
            #pragma warning disable MIG3011
            nic.SetState(PreCopy);
        }
        """);
}
