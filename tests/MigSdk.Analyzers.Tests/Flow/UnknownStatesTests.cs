using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>Where the state of a driver is not certain, the rules about the flow are silent.</summary>
public sealed class UnknownStatesTests
{
    // In each of them a driver that stayed where the method has left it would refuse the last transition.
    [Theory]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); Helpers.Move(nic); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); new Keeper(nic).Restart(); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); var keeper = new Keeper(nic); nic.SetState(StopCopy); keeper.Restart(); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); Action reset = nic.Reset; nic.SetState(StopCopy); reset(); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); Action reset = () => nic.Reset(); nic.SetState(StopCopy); reset(); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); void Again() => nic.SetState(Running); nic.SetState(StopCopy); Again(); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); using var timer = new Timer(_ => nic.Reset()); nic.SetState(StopCopy); Thread.Sleep(10); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); var other = nic; nic.SetState(StopCopy); other.SetState(Running); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); ref Nic other = ref nic; nic.SetState(StopCopy); other.SetState(Running); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); Replace(ref nic); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); Make(out nic); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); nic = new Nic(); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); nic = Make(out _); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); nic.SetState(Helpers.Flip ? StopCopy : Stop); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); if (Helpers.Flip) nic.SetState(StopCopy); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); var list = new List<Nic> { nic }; nic.SetState(StopCopy); list[0].SetState(Running); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); var list = new List<Nic> { nic }; nic.SetState(StopCopy); list.ForEach(n => n.Reset()); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); Nic[] all = [nic]; nic.SetState(StopCopy); foreach (Nic n in all) n.SetState(Running); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); var query = new[] { nic }.Select(n => n.SetState(Running)); nic.SetState(StopCopy); query.ToList(); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); (Nic First, int Second) pair = (nic, 1); nic.SetState(StopCopy); pair.First.SetState(Running); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); var held = new Held { Nic = nic }; var copy = held; nic.SetState(StopCopy); copy.Nic.SetState(Running); nic.SetState(PreCopy);")]
    [InlineData("var nics = new[] { new Nic(), new Nic() }; for (int i = 0; i < 2; i++) { nics[i].SetState(StopCopy); } nics[0].SetState(PreCopy);")]
    [InlineData("Nic a = new(), b = new(); (a, b) = (b, a); a.SetState(StopCopy); (a, b) = (b, a); a.SetState(PreCopy);")]
    [InlineData("var keeper = new Keeper(new Nic()); keeper.Fresh.SetState(StopCopy); keeper.Fresh.SetState(PreCopy);")]
    [InlineData("Nic a = new(), b = new(); a.SetState(StopCopy); (Helpers.Flip ? a : b).SetState(Running); a.SetState(PreCopy);")]
    [InlineData("Nic a = new(), b = new(); var c = Helpers.Flip ? a : b; a.SetState(StopCopy); c.SetState(Running); a.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); dynamic d = nic; nic.SetState(StopCopy); d.Reset(); nic.SetState(PreCopy);")]
    [InlineData("var nic = new Nic(); nic.SetState(StopCopy); lock (nic) { nic.SetState(PreCopy); }")]
    [InlineData("var nic = new Nic(); if (nic.SetState(StopCopy) is null) return; object o = nic; ((Nic)o).SetState(Running); nic.SetState(PreCopy);")]
    public Task Another_name_or_another_owner_moves_it(string body) => FlowTest.Verify(
        $$"""
        public void Run() { {{body}} }
        private static void Replace(ref Nic nic) => nic = new Nic();
        private static Nic Make(out Nic nic) => nic = new Nic();
        private struct Held { public Nic Nic; }
        """);

    [Theory]
    [InlineData("try { nic.SetState(StopCopy); } catch (MigrationException) { } nic.SetState(PreCopy);")]
    [InlineData("try { nic.SetState(StopCopy); } catch (MigrationException) { nic.SetState(Running); } finally { Helpers.Work(); }")]
    [InlineData("try { nic.SetState(StopCopy); } catch { nic.Reset(); nic.SetState(PreCopy); }")]
    [InlineData("for (int i = 0; i < 3; i++) { try { nic.SetState(StopCopy); break; } catch (MigrationException) { nic.SetState(PreCopy); } }")]
    [InlineData("while (true) { try { nic.SetState(StopCopy); return; } catch (MigrationException e) when (e.Errno == Errno.EAGAIN) { nic.SetState(Running); } }")]
    [InlineData("for (int i = 0; i < 3; i++) { nic.SetState(Stop); nic.SetState(Running); }")]
    [InlineData("bool up = true; while (Helpers.Flip) { nic.SetState(up ? Stop : Running); up = !up; }")]
    [InlineData("foreach (var target in new[] { Stop, StopCopy, Running, PreCopy }) nic.SetState(target);")]
    [InlineData("try { nic.SetState(StopCopy); Helpers.Work(); } finally { nic.SetState(Running); } nic.SetState(PreCopy);")]
    [InlineData("nic.SetState(StopCopy); again: nic.SetState(Running); if (Helpers.Flip) { nic.SetState(StopCopy); goto again; } nic.SetState(PreCopy);")]
    [InlineData("switch (nic.State) { case StopCopy: nic.SetState(Stop); goto case Stop; case Stop: nic.SetState(PreCopy); break; }")]
    [InlineData("if (nic.State == StopCopy) nic.SetState(Stop); nic.SetState(PreCopy);")]
    [InlineData("if (nic.State is not (StopCopy or Error)) nic.SetState(PreCopy);")]
    [InlineData("if (nic?.State != StopCopy) nic?.SetState(PreCopy);")]
    [InlineData("var state = nic.State; nic.SetState(Stop); if (state == StopCopy) nic.SetState(PreCopy);")]
    [InlineData("var state = nic.State; state = Running; if (state == StopCopy) nic.SetState(PreCopy);")]
    [InlineData("bool saving = nic.State == StopCopy; saving |= Helpers.Flip; if (saving) nic.SetState(PreCopy);")]
    [InlineData("nic.SetState(Stop); if (nic.State == Running) { nic.SetState(Running); }")]
    [InlineData("nic.SetState(Stop); nic.SetState(StopCopy); nic.SetState(Stop); nic.SetState(PreCopy);")]
    public Task Every_way_is_looked_at(string body) => Task.WhenAll(
        FlowTest.Verify($$"""public void Run(Nic nic) { {{body}} }"""),
        FlowTest.Verify($$"""public void Run() { var nic = new Nic(); {{body}} }"""));

    [Theory]
    [InlineData("void Run(Nic nic, Keeper keeper) { nic.SetState(StopCopy); keeper.Restart(); nic.SetState(PreCopy); }")]
    [InlineData("void Run(Nic a, Nic b) { a.SetState(StopCopy); b.SetState(Running); a.SetState(PreCopy); }")]
    [InlineData("void Run(Nic a, Nic b) { if (a.State == StopCopy) { b.Reset(); a.SetState(PreCopy); } }")]
    [InlineData("void Run(Nic a, Nic b) { var state = a.State; b.Reset(); if (state == StopCopy) a.SetState(PreCopy); }")]
    [InlineData("void Run(Nic nic, Action work) { nic.SetState(StopCopy); work(); nic.SetState(PreCopy); }")]
    [InlineData("void Run(ref Nic nic) { nic.SetState(StopCopy); Helpers.Work(); nic.SetState(PreCopy); }")]
    [InlineData("void Run(Nic nic) { Task.Run(() => nic.Reset()); nic.SetState(StopCopy); nic.SetState(PreCopy); }")]
    [InlineData("async Task Run(Nic nic) { var task = nic.SetStateAsync(StopCopy); nic.SetState(PreCopy); await task; nic.SetState(PreCopyP2P); }")]
    [InlineData("async Task Run(Nic nic) { await Task.WhenAny(nic.SetStateAsync(StopCopy).AsTask(), Task.Delay(1)); nic.SetState(PreCopy); }")]
    [InlineData("void Run(Nic nic) { nic.SetStateAsync(StopCopy).AsTask().Wait(10); nic.SetState(PreCopy); }")]
    [InlineData("private Nic _nic = new(); void Run() { _nic.SetState(StopCopy); Restart(); _nic.SetState(PreCopy); } void Restart() => _nic = new Nic();")]
    [InlineData("private readonly Nic _nic = new(); async Task Run() { _nic.SetState(StopCopy); await Task.Yield(); _nic.SetState(PreCopy); }")]
    [InlineData("private Nic _nic = new(); async Task Run() { await _nic.SetStateAsync(StopCopy); await _nic.SetStateAsync(PreCopy); }")]
    [InlineData("private readonly Nic _nic = new(); void Run() { _nic.SetState(StopCopy); lock (this) { _nic.SetState(PreCopy); } }")]
    [InlineData("private readonly Nic _nic = new(); void Run() { _nic.SetState(StopCopy); var nic = _nic; nic.SetState(Running); _nic.SetState(PreCopy); }")]
    [InlineData("private readonly Nic _nic = new(); void Run(Host other) { _nic.SetState(StopCopy); other._nic.SetState(Running); _nic.SetState(PreCopy); }")]
    [InlineData("private readonly Nic _nic = new(); async Task Run() { var nic = _nic; nic.SetState(StopCopy); await Task.Delay(1); nic.SetState(PreCopy); }")]
    [InlineData("private volatile Nic _nic = new(); void Run() { _nic.SetState(StopCopy); _nic.SetState(PreCopy); }")]
    [InlineData("private Nic Device => new(); void Run() { Device.SetState(StopCopy); Device.SetState(PreCopy); }")]
    [InlineData("protected virtual Nic Device { get; } = new(); void Run() { Device.SetState(StopCopy); Device.SetState(PreCopy); }")]
    [InlineData("private Nic _device = new(); private Nic Device { get => _device; set => _device = value ?? new(); } void Run() { Device.SetState(StopCopy); Device = null!; Device.SetState(PreCopy); }")]
    [InlineData("IEnumerable<int> Run(Nic nic) { nic.SetState(StopCopy); yield return 1; nic.SetState(PreCopy); }")]
    [InlineData("async IAsyncEnumerable<int> Run(Nic nic) { await nic.SetStateAsync(StopCopy); yield return 1; await nic.SetStateAsync(PreCopy); }")]
    [InlineData("async Task Run(Nic nic, IAsyncEnumerable<Nic> nics) { nic.SetState(StopCopy); await foreach (var other in nics) other.SetState(Running); nic.SetState(PreCopy); }")]
    [InlineData("event Action? Done; void Run(Nic nic) { nic.SetState(StopCopy); Done?.Invoke(); nic.SetState(PreCopy); }")]
    [InlineData("void Run(Nic nic) { Action go = () => { nic.SetState(StopCopy); Helpers.Work(); nic.SetState(PreCopy); }; go(); }")]
    [InlineData("void Run(Nic nic) { while (nic.State == StopCopy) Thread.Sleep(1); nic.SetState(PreCopy); }")]
    [InlineData("void Run(IDisposable guard, Nic nic) { nic.SetState(StopCopy); guard.Dispose(); nic.SetState(PreCopy); }")]
    [InlineData("void Run(Nic nic) { nic.SetState((MigrationState)3); nic.SetState(Stop); nic.SetState(PreCopy); }")]
    [InlineData("private readonly Action<Nic> _go = nic => { nic.SetState(StopCopy); nic.SetState(Stop); nic.SetState(PreCopy); };")]
    [InlineData("void Run(Nic nic) { nic.SetState(StopCopy); Throw(); nic.SetState(PreCopy); } [System.Diagnostics.CodeAnalysis.DoesNotReturn] static void Throw() => throw new Exception();")]
    public Task Other_code_may_move_it(string members) => FlowTest.Verify(members);

    [Theory]
    [InlineData("public Nic() => SetState(StopCopy);")]
    [InlineData("public Nic() { Begin(); } private void Begin() { }")]
    [InlineData("public Nic() { Registry.Add(this); }")]
    [InlineData("private readonly Timer _timer; public Nic() => _timer = new Timer(_ => Reset());")]
    [InlineData("private Timer? _timer; private void Watch() => _timer = new Timer(_ => { SetState(Running); });")]
    [InlineData("private void OnAlarm(object? sender, System.EventArgs e) => Reset();")]
    public Task A_driver_that_is_moved_by_its_own_class(string members) => Rules.Verify(
        [
            Source.Flags7 + $$"""

            public partial class Nic { {{members}} }
            public static class Registry { public static void Add(Nic nic) => nic.SetState(StopCopy); }
            """,
            FlowTest.Host("void Run() { var nic = new Nic(); nic.SetState(Running); }"),
        ],
        "");

    [Fact]
    public Task A_constructor_of_the_drivers_own_that_does_not_move_it_is_followed() => Rules.Verify(
        [
            Source.Flags7 + """

            public partial class Nic
            {
                private readonly int[] _queues;
                public Nic(int queues) { System.ArgumentOutOfRangeException.ThrowIfNegative(queues); this._queues = new int[queues]; Name = "nic"; }
                public string Name { get; init; }
            }
            """,
            FlowTest.Host("void Run() { var nic = new Nic(2) { Name = \"nic\" }; nic.SetState({|#0:Running|}); }"),
        ],
        "",
        FlowTest.Expect(RuleIds.NoOpTransition, 0));

    [Fact]
    public Task A_driver_that_moves_others_may_move_any_parameter() => Rules.Verify(
        [
            Source.Flags7,
            Source.Flags7.Replace("Nic", "Team", System.StringComparison.Ordinal)[Source.Flags7.IndexOf("[Migration", System.StringComparison.Ordinal)..Source.Flags7.IndexOf("public sealed class", System.StringComparison.Ordinal)]
                .Insert(0, "using MigSdk;\nusing static MigSdk.MigrationState;\n")
                + "public partial class Team { public Nic Member { get; } = new(); [OnEnter(Stop)] private void StopMember() => Member.SetState(Running); }",
            FlowTest.Host("void Run(Team team, Nic nic) { nic.SetState(StopCopy); team.SetState(Stop); nic.SetState(PreCopy); }"),
        ],
        "");

    [Theory]
    [InlineData("FlowHostMigration.cs")]
    [InlineData("FlowHostFleet.cs")]
    public Task Whole_hosts_are_right(string name) => Rules.Verify([Source.Flags7, Source.Read(name)], "");

    [Theory]
    [InlineData("void Run() { var nic = new Nic(); nic.SetState( ; nic.SetState(PreCopy) }")]
    [InlineData("void Run() { var nic = new Nic(); nic.SetState(); nic.SetState(Nowhere); await nic.SetStateAsync(StopCopy) }")]
    [InlineData("void Run(Nick nic) { if (nic.State == ) nic.SetState(StopCopy); switch (nic.State) { case : nic.SetState(PreCopy); } }")]
    [InlineData("void Run() { foreach (var nic in ) nic.SetState(StopCopy); var (a, b) = (new Nic()); a.SetState(PreCopy); try { nic.SetState(Stop) } }")]
    [InlineData("void Run(Nic nic) { goto nowhere; nic.SetState(StopCopy); nic.SetState(PreCopy, 1, 2); lock () nic.SetState(Stop); using var x = nic.SetState(Running); }")]
    public Task Half_typed_code_is_no_trouble(string members) => Compiling.ReportAsync(Source.Flags7 + FlowTest.Host(members));
}
