namespace MigSdk.Analyzers.Benchmarks;

/// <summary>Drivers: a fifth each of the four feature sets of VFIO, and a fifth with a spec of their own.</summary>
internal static class DriverFiles
{
    /// <summary>How many kinds of drivers there are.</summary>
    internal const int Kinds = 5;

    /// <summary>What an edit inside a method body changes.</summary>
    internal const string Edited = "_commands += 1;";

    /// <summary>A driver in a namespace of its own.</summary>
    internal static string Make(int n) => (n % Kinds) switch
    {
        4 => Power(n),
        var features => Nic(n, features),
    };

    private static string Nic(int n, int features)
    {
        bool p2p = (features & 1) != 0;
        bool preCopy = (features & 2) != 0;
        string declared = (p2p, preCopy) switch
        {
            (true, true) => "(MigrationFeatures.P2P | MigrationFeatures.PreCopy)",
            (true, false) => "(MigrationFeatures.P2P)",
            (false, true) => "(MigrationFeatures.PreCopy)",
            _ => "",
        };
        string move = p2p
            ? "[Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]"
            : "[Arc(Running, Stop), Arc(Stop, Running)]";
        string open = (p2p, preCopy) switch
        {
            (true, true) => "[Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]",
            (false, true) => "[Arc(Stop, StopCopy), Arc(Running, PreCopy)]",
            _ => "[Arc(Stop, StopCopy)]",
        };
        string goOn = (p2p, preCopy) switch
        {
            (true, true) => "[Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy), Arc(PreCopyP2P, StopCopy), Arc(StopCopy, Stop), Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P)]",
            (false, true) => "[Arc(PreCopy, StopCopy), Arc(PreCopy, Running), Arc(StopCopy, Stop)]",
            _ => "[Arc(StopCopy, Stop)]",
        };
        return $$"""
            using System;
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            using MigSdk;
            using static MigSdk.MigrationState;

            namespace Devices.Nic{{n}};

            /// <summary>A network card with queues.</summary>
            [MigrationDriver{{declared}}]
            public sealed partial class Nic{{n}}
            {
                private readonly List<Queue> _queues = [];
                private readonly byte[] _registers = new byte[{{256 + (n * 4)}}];
                private int _commands;
                private bool _isTracking;

                public int QueueCount => _queues.Count;

                public void AddQueue(int depth)
                {
                    ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
                    _queues.Add(new Queue { Depth = depth, Head = 0, Tail = 0 });
                }

                {{move}}
                private void Move(ArcContext arc)
                {
                    {{Edited}}
                    foreach (Queue queue in _queues)
                    {
                        if (arc.To == Stop || arc.To == Running)
                            queue.IsRunning = arc.To == Running;
                        else
                            Write(arc.To.GetHashCode(), queue.Depth);
                    }
                }

                {{open}}
                private SavingSession BeginSaving()
                {
                    _isTracking = true;
                    return new NicSaving(this);
                }

                {{goOn}}
                private void GoOn(ArcContext arc)
                {
                    Write((int)arc.From, (int)arc.To);
                    if (arc.To == Stop)
                        _isTracking = false;
                }

                [Arc(Stop, Resuming)]
                private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(_registers.Length);

                [Arc(Resuming, Stop)]
                private async ValueTask ApplyAsync(BufferedResumingSession session, CancellationToken cancel)
                {
                    if (session.Data.Length != _registers.Length)
                        throw new MigrationException(Errno.EINVAL, $"The stream is {session.Data.Length} bytes long.");
                    await Task.Yield();
                    cancel.ThrowIfCancellationRequested();
                    session.Data.Span.CopyTo(_registers);
                }

                [OnReset]
                private void Clear()
                {
                    Array.Clear(_registers);
                    _queues.Clear();
                    _isTracking = false;
                }

                private void Write(int register, int value)
                {
                    if (register >= 0 && register < _registers.Length && _isTracking)
                        _registers[register] = (byte)value;
                }

                private sealed class Queue
                {
                    public int Depth { get; init; }

                    public int Head { get; set; }

                    public int Tail { get; set; }

                    public bool IsRunning { get; set; }
                }

                private sealed class NicSaving(Nic{{n}} nic) : SavingSession
                {
                    private int _sent;

                    protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
                    {
                        int count = Math.Min(buffer.Length, nic._registers.Length - _sent);
                        nic._registers.AsMemory(_sent, count).CopyTo(buffer);
                        _sent += count;
                        return new(count);
                    }{{(preCopy ? "\n\n        protected override PreCopyInfo EstimatePreCopy() => new(nic._registers.Length, 0);" : "")}}
                }
            }

            """;
    }

    private static string Power(int n) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using MigSdk;
        using static Devices.Nic{{n}}.PowerState;

        namespace Devices.Nic{{n}};

        /// <summary>The power states of a PCI function.</summary>
        [StateMachineSpec]
        [SpecArc<PowerState>(D0, D1)]
        [SpecArc<PowerState>(D0, D2)]
        [SpecArc<PowerState>(D0, D3Hot)]
        [SpecArc<PowerState>(D1, D2)]
        [SpecArc<PowerState>(D1, D0)]
        [SpecArc<PowerState>(D1, D3Hot)]
        [SpecArc<PowerState>(D2, D0)]
        [SpecArc<PowerState>(D2, D3Hot)]
        [SpecArc<PowerState>(D3Hot, D0)]
        [SpecArc<PowerState>(D3Hot, D3Cold)]
        [SpecArc<PowerState>(D3Cold, D0)]
        [Blocked<PowerState>(D2, D1)]
        [Blocked<PowerState>(D3Hot, D1)]
        [Blocked<PowerState>(D3Hot, D2)]
        [Blocked<PowerState>(D3Cold, D1)]
        [Blocked<PowerState>(D3Cold, D2)]
        public enum PowerState
        {
            D0,
            [Optional] D1,
            [Optional] D2,
            D3Hot,
            D3Cold,
        }

        [StateMachineDriver<PowerState>(D1)]
        public sealed partial class Nic{{n}}
        {
            private int _commands;
            private TimeSpan _slept;

            public TimeSpan Slept => _slept;

            [Arc<PowerState>(D0, D3Hot), Arc<PowerState>(D3Hot, D0), Arc<PowerState>(D3Hot, D3Cold), Arc<PowerState>(D3Cold, D0)]
            [Arc<PowerState>(D0, D1), Arc<PowerState>(D1, D0), Arc<PowerState>(D1, D3Hot)]
            private async ValueTask MoveAsync(ArcContext<PowerState> arc, CancellationToken cancel)
            {
                {{Edited}}
                await Task.Delay(TimeSpan.FromMilliseconds({{n}}), cancel);
                if (arc.To == D0)
                    _slept += TimeSpan.FromMilliseconds(_commands);
            }

            [OnEnter<PowerState>(D1)]
            private void Doze() => _slept = TimeSpan.Zero;
        }

        """;
}
