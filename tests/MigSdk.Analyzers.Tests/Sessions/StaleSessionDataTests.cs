using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG4002: what is reported.</summary>
public sealed class StaleSessionDataTests
{
    private const string Nothing = "nothing sets it back where such a session begins or ends";

    private const string NoApply = "[Arc(Resuming, Stop)] private void Apply() { }";

    private const string GoOn = "[Arc(PreCopy, StopCopy), Arc(PreCopy, Running), Arc(StopCopy, Stop)] private void GoOn() { }";

    [Fact]
    public Task A_flag_that_the_sink_sets_and_asks() => Rules.Verify(
        SessionDriver.WithResuming($$"""
            private bool {|#0:_matchDone|};

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.FromSink((data, cancel) =>
            {
                if (!_matchDone)
                    Match(data);
                _matchDone = true;
                return default;
            });

            private static void Match(ReadOnlyMemory<byte> data) { }

            {{NoApply}}
            """),
        Expect("_matchDone", "resuming"));

    [Fact]
    public Task A_flag_that_an_iterator_sets() => Rules.Verify(
        SessionDriver.WithSaving($$"""
            private bool {|#0:_isHeaderSent|};

            [Arc(Running, PreCopy), Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => SavingSession.FromChunks(session => Produce(session).ToAsyncEnumerable());

            private IEnumerable<ReadOnlyMemory<byte>> Produce(SavingSession session)
            {
                if (!_isHeaderSent)
                {
                    _isHeaderSent = true;
                    yield return new byte[8];
                }

                yield return new byte[8];
            }

            {{GoOn}}
            """),
        Expect("_isHeaderSent", "saving"));

    [Fact]
    public Task A_position_that_grows() => Rules.Verify(
        SessionDriver.WithSaving($$"""
            private readonly byte[] _state = new byte[64];
            private int {|#0:_sent|};

            [Arc(Running, PreCopy), Arc(Stop, StopCopy)]
            private Stream2 BeginSaving() => new(this);

            private sealed class Stream2(Nic nic) : SavingSession
            {
                protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
                {
                    int count = Math.Min(buffer.Length, nic._state.Length - nic._sent);
                    nic._state.AsMemory(nic._sent, count).CopyTo(buffer);
                    nic._sent += count;
                    return new(count);
                }
            }

            {{GoOn}}
            """),
        Expect("_sent", "saving"));

    [Fact]
    public Task A_list_that_is_filled_and_applied() => Rules.Verify(
        SessionDriver.WithResuming("""
            private readonly List<byte> {|#0:_received|} = new();

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.FromSink(AcceptAsync);

            private ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
            {
                _received.AddRange(data.Span);
                return default;
            }

            [Arc(Resuming, Stop)]
            private void Apply()
            {
                if (_received.Count != 8)
                    throw new MigrationException(Errno.EINVAL);
            }
            """),
        Expect("_received", "resuming"));

    [Theory]
    [InlineData("MemoryStream", "Write(data.Span)", "ToArray().Length")]
    [InlineData("ArrayBufferWriter<byte>", "Write(data.Span)", "WrittenCount")]
    [InlineData("Queue<ReadOnlyMemory<byte>>", "Enqueue(data)", "Count")]
    [InlineData("System.Text.StringBuilder", "Append(data.Length)", "Length")]
    [InlineData("Dictionary<int, ReadOnlyMemory<byte>>", "Add(data.Length, data)", "Values.Count")]
    public Task Other_collections(string type, string add, string look) => Rules.Verify(
        SessionDriver.WithResuming($$"""
            private readonly {{type}} {|#0:_received|} = new();

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.FromSink(async (data, cancel) => { await Task.Yield(); _received.{{add}}; });

            [Arc(Resuming, Stop)]
            private void Apply()
            {
                if (_received.{{look}} == 0)
                    throw new MigrationException(Errno.EINVAL);
            }
            """),
        Expect("_received", "resuming"));

    [Fact]
    public Task A_reference_to_what_the_stream_brought() => Rules.Verify(
        SessionDriver.WithResuming("""
            private byte[] {|#0:_header|};

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.FromSink((data, cancel) =>
            {
                if (_header is null)
                    _header = data.ToArray();
                return default;
            });

            [Arc(Resuming, Stop)]
            private void Apply()
            {
                if (_header is null)
                    throw new MigrationException(Errno.EINVAL);
            }
            """),
        Expect("_header", "resuming"));

    [Fact]
    public Task A_phase_that_never_returns_to_its_first_value() => Rules.Verify(
        SessionDriver.WithResuming($$"""
            private enum Part { Header, Body, Trailer }

            private Part {|#0:_part|} = Part.Header;

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.FromSink((data, cancel) =>
            {
                switch (_part)
                {
                    case Part.Header: _part = Part.Body; break;
                    case Part.Body: _part = Part.Trailer; break;
                }

                return default;
            });

            {{NoApply}}
            """),
        Expect("_part", "resuming"));

    [Fact]
    public Task A_flag_that_an_arc_inside_the_group_sets() => Rules.Verify(
        SessionDriver.WithSaving("""
            private bool {|#0:_isFinal|};

            [Arc(Running, PreCopy), Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => SavingSession.FromChunks(_ => Produce().ToAsyncEnumerable());

            private IEnumerable<ReadOnlyMemory<byte>> Produce()
            {
                while (!_isFinal)
                    yield return ReadOnlyMemory<byte>.Empty;
            }

            [Arc(PreCopy, StopCopy)]
            private void Finish() => _isFinal = true;

            [Arc(PreCopy, Running), Arc(StopCopy, Stop)]
            private void EndSaving() { }
            """),
        Expect("_isFinal", "saving"));

    [Fact]
    public Task A_property() => Rules.Verify(
        SessionDriver.WithResuming($$"""
            private bool {|#0:MatchDone|} { get; set; }

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.FromSink((data, cancel) =>
            {
                if (MatchDone)
                    return default;
                MatchDone = true;
                return default;
            });

            {{NoApply}}
            """),
        Expect("MatchDone", "resuming"));

    [Fact]
    public Task What_only_some_of_the_arcs_set_back_that_end_a_session() => Rules.Verify(
        SessionDriver.WithSaving("""
            private int {|#0:_sent|};

            [Arc(Running, PreCopy), Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => SavingSession.FromChunks(_ => Produce().ToAsyncEnumerable());

            private IEnumerable<ReadOnlyMemory<byte>> Produce()
            {
                for (; _sent < 8; _sent++)
                    yield return new byte[1];
            }

            [Arc(PreCopy, StopCopy)]
            private void Halt() { }

            [Arc(PreCopy, Running)]
            private void Cancel() { }

            [Arc(StopCopy, Stop)]
            private void EndSaving() => _sent = 0;
            """),
        Expect("_sent", "saving", "PreCopy -> Running ends such a session without setting it back"));

    [Fact]
    public Task Through_helpers_that_the_sink_calls() => Rules.Verify(
        SessionDriver.WithResuming($$"""
            private bool {|#0:_matchDone|};

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.FromSink((data, cancel) => { Take(data); return default; });

            private void Take(ReadOnlyMemory<byte> data)
            {
                if (!IsMatched())
                    Match();
            }

            private bool IsMatched() => _matchDone;

            private void Match() => Volatile.Write(ref _matchDone, true);

            {{NoApply}}
            """),
        Expect("_matchDone", "resuming"));

    [Fact]
    public Task A_rest_of_the_last_chunk() => Rules.Verify(
        SessionDriver.WithSaving($$"""
            private ReadOnlyMemory<byte> {|#0:_rest|};

            [Arc(Running, PreCopy), Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => new Stream2(this);

            private sealed class Stream2(Nic nic) : SavingSession
            {
                protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
                {
                    if (nic._rest.IsEmpty)
                        nic._rest = new byte[64];
                    int count = Math.Min(buffer.Length, nic._rest.Length);
                    nic._rest.Span[..count].CopyTo(buffer.Span);
                    nic._rest = nic._rest[count..];
                    return new(count);
                }
            }

            {{GoOn}}
            """),
        Expect("_rest", "saving"));

    [Fact]
    public Task In_a_driver_of_another_spec() => Rules.Verify(
        """
        using System;
        using MigSdk;
        using static Tape;

        [StateMachineSpec(Initial = (long)Idle)]
        [SpecArc<Tape>(Idle, Reading, Opens = SessionKind.Saving)]
        [SpecArc<Tape>(Reading, Idle)]
        public enum Tape { Idle, Reading }

        [StateMachineDriver<Tape>]
        public partial class Deck
        {
            private bool {|#0:_isRead|};

            [Arc<Tape>(Idle, Reading)]
            private SavingSession Begin() => SavingSession.FromBlock(() =>
            {
                if (_isRead)
                    return default;
                _isRead = true;
                return new byte[8];
            });

            [Arc<Tape>(Reading, Idle)]
            private void End() { }
        }
        """,
        Expect("_isRead", "saving"));

    private static DiagnosticResult Expect(string member, string group, string why = Nothing) => Rules.Expect(
        RuleIds.StaleSessionData, 0, $"'{member}' keeps what a {group} session leaves in it, and the next one starts with that: {why}");
}
