using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG4002: what is not reported.</summary>
public sealed class FreshSessionDataTests
{
    private const string Sink =
        """
        private bool _matchDone;

        private ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
        {
            if (!_matchDone)
                data.ToArray();
            _matchDone = true;
            return default;
        }

        """;

    private const string Open = "[Arc(Stop, Resuming)] private ResumingSession BeginResuming() => ResumingSession.FromSink(AcceptAsync);\n";

    private const string NoApply = "[Arc(Resuming, Stop)] private void Apply() { }\n";

    [Theory]
    // Set back where a session begins or ends, directly or by a helper.
    [InlineData(NoApply + "[Arc(Stop, Resuming)] private ResumingSession BeginResuming() { _matchDone = false; return ResumingSession.FromSink(AcceptAsync); }")]
    [InlineData(NoApply + "[Arc(Stop, Resuming)] private ResumingSession BeginResuming() { Forget(); return ResumingSession.FromSink(AcceptAsync); } private void Forget() => _matchDone = false;")]
    [InlineData(Open + NoApply + "[OnExit(SessionKind.Resuming)] private void Forget() => _matchDone = false;")]
    [InlineData(Open + NoApply + "[OnExit(Resuming)] private void Forget() => _matchDone = false;")]
    [InlineData(Open + NoApply + "[OnEnter(SessionKind.Resuming)] private void Forget() => (_matchDone, _) = (false, 0);")]
    [InlineData(Open + NoApply + "[OnReset] private void ResetDevice() => _matchDone = default;")]
    [InlineData(Open + "[Arc(Resuming, Stop)] private void Apply() => _matchDone = false;")]
    [InlineData(Open + "[Arc(Resuming, Stop)] private async Task ApplyAsync() { await Task.Yield(); Volatile.Write(ref _matchDone, false); }")]
    // Told to others, or changed by them.
    [InlineData(Open + NoApply + "public bool IsMatched => _matchDone;")]
    [InlineData(Open + NoApply + "public void Forget() => _matchDone = false;")]
    [InlineData(Open + NoApply + "[OnExit(Running)] private void Forget() => _matchDone = false;")]
    [InlineData(Open + "[Arc(Resuming, Stop)] private void Apply() => Interlocked.Exchange(ref _matchDone, false);")]
    [InlineData(Open + "[Arc(Resuming, Stop)] private void Apply() { ref bool done = ref _matchDone; done = false; }")]
    [InlineData(Open + NoApply + "private static void Copy(Nic from, Nic to) => to._matchDone = from._matchDone;")]
    [InlineData(Open + NoApply + "private sealed class Watch(Nic nic) : IDisposable { public void Dispose() => nic._matchDone = false; }")]
    [InlineData(Open + NoApply + "private event Action Lost; private void Listen() => Lost += () => _matchDone = false;")]
    public Task A_flag_that_somebody_minds(string members) => Rules.Verify(SessionDriver.WithResuming(Sink + members));

    [Fact]
    public Task Set_back_when_the_session_is_closed() => Rules.Verify(SessionDriver.WithResuming("""
        private bool _matchDone;

        [Arc(Stop, Resuming)]
        private Sink BeginResuming() => new(this);

        private sealed class Sink(Nic nic) : ResumingSession
        {
            protected override ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
            {
                if (nic._matchDone)
                    return default;
                nic._matchDone = true;
                return default;
            }

            protected override void OnClosed() => nic._matchDone = false;
        }

        [Arc(Resuming, Stop)]
        private void Apply() { }
        """));

    [Theory]
    // Local to the session.
    [InlineData("", "bool done = false; return ResumingSession.FromSink((data, cancel) => { if (done) return default; done = true; return default; });", "")]
    // Kept over sessions on purpose: a buffer, a cache, an index that goes round, statistics that nobody asks.
    [InlineData("private byte[] _scratch;", "return ResumingSession.FromSink((data, cancel) => { if (_scratch is null || _scratch.Length < data.Length) _scratch = new byte[data.Length]; data.CopyTo(_scratch); return default; });", "")]
    [InlineData("private byte[] _scratch;", "return ResumingSession.FromSink((data, cancel) => { data.CopyTo(_scratch ??= new byte[64]); return default; });", "if (_scratch is null) throw new FormatException();")]
    [InlineData("private Dictionary<int, string> _names = new();", "return ResumingSession.FromSink((data, cancel) => { if (!_names.TryGetValue(data.Length, out _)) _names.Add(data.Length, \"\"); return default; });", "")]
    [InlineData("private int _slot; private byte[][] _slots = new byte[4][];", "return ResumingSession.FromSink((data, cancel) => { _slots[_slot] = data.ToArray(); _slot = (_slot + 1) % 4; return default; });", "")]
    [InlineData("private long _total;", "return ResumingSession.FromSink((data, cancel) => { _total += data.Length; return default; });", "")]
    [InlineData("private long _total;", "return ResumingSession.FromSink((data, cancel) => { _total += data.Length; return default; });", "Console.WriteLine(_total);")]
    [InlineData("private bool _isOdd;", "return ResumingSession.FromSink((data, cancel) => { _isOdd = !_isOdd; if (_isOdd) data.ToArray(); return default; });", "")]
    // The device's own state, which the last arc takes over.
    [InlineData("private long _value; public long Value => _value;", "return ResumingSession.Buffered(8);", "_value++;")]
    [InlineData("private long _value;", "return ResumingSession.Buffered((int)_value + 8);", "_value = Environment.TickCount;")]
    [InlineData("private readonly List<byte> _memory = new();", "return ResumingSession.Buffered(_memory.Count);", "_memory.AddRange(new byte[8]);")]
    // Assigned before it is looked at.
    [InlineData("private int _part;", "return ResumingSession.FromSink((data, cancel) => { _part = 1; if (_part == 1) data.ToArray(); return default; });", "")]
    [InlineData("private bool _isLong;", "return ResumingSession.FromSink((data, cancel) => { if (data.Length > 8) _isLong = true; else _isLong = false; if (_isLong) data.ToArray(); return default; });", "")]
    [InlineData("private int _length;", "return ResumingSession.FromSink((data, cancel) => { _length = data.Length; if (_length > 8) data.ToArray(); return default; });", "")]
    // It comes back to its first value by itself.
    [InlineData("private int _part;", "return ResumingSession.FromSink((data, cancel) => { switch (_part) { case 0: _part = 1; break; default: _part = 0; break; } return default; });", "")]
    // Emptied by those who use it.
    [InlineData("private readonly Queue<int> _lengths = new();", "return ResumingSession.FromSink((data, cancel) => { _lengths.Enqueue(data.Length); return default; });", "while (_lengths.TryDequeue(out _)) { }")]
    [InlineData("private readonly List<byte> _received = new();", "_received.Clear(); return ResumingSession.FromSink((data, cancel) => { _received.AddRange(data.Span); return default; });", "_received.ToArray();")]
    [InlineData("private List<byte> _received;", "_received = new(); return ResumingSession.FromSink((data, cancel) => { _received.AddRange(data.Span); return default; });", "_received.ToArray();")]
    [InlineData("private readonly List<byte> _received = new();", "return ResumingSession.FromSink((data, cancel) => { _received.AddRange(data.Span); return default; });", "_received.ToArray(); Empty(_received); static void Empty(List<byte> list) => list.Clear();")]
    [InlineData("private readonly MemoryStream _received = new();", "_received.SetLength(0); return ResumingSession.FromSink(async (data, cancel) => await _received.WriteAsync(data, cancel));", "_received.ToArray();")]
    // Other accessibilities are other people's business, as is what all drivers share.
    [InlineData("internal bool MatchDone;", "return ResumingSession.FromSink((data, cancel) => { if (!MatchDone) MatchDone = true; return default; });", "")]
    [InlineData("private static bool s_isProbed;", "return ResumingSession.FromSink((data, cancel) => { if (!s_isProbed) s_isProbed = true; return default; });", "")]
    public Task What_is_no_leaving_of_a_session(string fields, string open, string apply) => Rules.Verify(SessionDriver.WithResuming($$"""
        {{fields}}

        [Arc(Stop, Resuming)]
        private ResumingSession BeginResuming()
        {
            {{open}}
        }

        [Arc(Resuming, Stop)]
        private void Apply()
        {
            {{apply}}
        }
        """));

    [Fact]
    public Task A_state_that_is_always_come_to_over_an_assignment() => Rules.Verify(
        """
        using MigSdk;
        using static Tape;

        [StateMachineSpec(Initial = (long)Idle)]
        [SpecArc<Tape>(Idle, Winding, Opens = SessionKind.Saving)]
        [SpecArc<Tape>(Winding, Reading)]
        [SpecArc<Tape>(Reading, Idle)]
        public enum Tape { Idle, Winding, Reading }

        [StateMachineDriver<Tape>]
        public partial class Deck
        {
            private int _turns;

            [Arc<Tape>(Idle, Winding)]
            private SavingSession Begin() => SavingSession.FromBlock(new byte[8]);

            [Arc<Tape>(Winding, Reading)]
            private void Wind() => _turns = 3;

            [Arc<Tape>(Reading, Idle)]
            private void Unwind()
            {
                if (_turns == 3)
                    System.Console.WriteLine();
            }
        }
        """);

    [Fact]
    public Task A_pragma_and_a_configuration_take_it_away() => Rules.Verify(
        [SessionDriver.WithResuming(Sink + Open + NoApply)], "dotnet_diagnostic.MIG4002.severity = none");

    [Fact]
    public Task Half_typed_code_is_left_to_the_compiler() => Rules.VerifyRulesOnly(
        SessionDriver.WithResuming(Sink + Open + NoApply + "private void Half() { _matchDone = Later(); }"));
}
