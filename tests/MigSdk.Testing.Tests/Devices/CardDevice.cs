using System;
using System.Buffers.Binary;
using System.Threading;

namespace MigSdk.Testing.Tests;

/// <summary>
/// A small card: sixteen blocks of memory, four registers, messages to a peer. What it does for migration can be overridden,
/// so that a mutant is one method that is wrong.
/// </summary>
internal partial class CardDevice : IDisposable
{
    internal const int Blocks = 16;
    internal const int BlockBytes = 32;
    internal const int Registers = 4;
    private const int WorkCounter = 0;
    private const int Interrupts = 1;
    private const int PeerQueued = 2;
    private const int PeerSent = 3;

    private readonly Lock _lock = new();
    private byte[] _memory = new byte[Blocks * BlockBytes];
    private uint[] _registers = new uint[Registers];
    private bool _isPeerSuspended;
    private long _activity;
    private long _peerActivity;

    internal long Activity => Volatile.Read(ref _activity);

    internal long PeerActivity => Volatile.Read(ref _peerActivity);

    /// <summary>What the card holds for migration.</summary>
    internal int Held { get; set; }

    internal uint Version { get; init; } = 1;

    internal bool IsRunning { get; private set; } = true;

    internal Action? AccessHook { get; set; }

    /// <summary>All that a guest can see.</summary>
    internal byte[] Snapshot()
    {
        lock (_lock)
        {
            byte[] bytes = new byte[_memory.Length + (Registers * sizeof(uint))];
            _memory.CopyTo(bytes, 0);
            for (int i = 0; i < Registers; i++)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(_memory.Length + (i * sizeof(uint))), _registers[i]);
            return bytes;
        }
    }

    /// <summary>A guest's work. A card that is stopped does not do it.</summary>
    internal void Work(int number)
    {
        lock (_lock)
        {
            if (!IsRunning)
                return;
            int block = number * 7 % Blocks;
            _memory.AsSpan(block * BlockBytes, BlockBytes).Fill((byte)(number * 31));
            BinaryPrimitives.WriteInt32LittleEndian(_memory.AsSpan(block * BlockBytes), number);
            _tracking?.Mark(block);
            _registers[WorkCounter]++;
            _registers[Interrupts] += (uint)(number % 3);
            _registers[PeerQueued]++;
            _activity++;
            SendToPeer();
        }
    }

    public virtual void Dispose()
    {
    }

    internal virtual void SuspendPeer(CancellationToken cancel)
    {
        Access();
        lock (_lock)
            _isPeerSuspended = true;
    }

    internal virtual void ResumePeer()
    {
        Access();
        lock (_lock)
        {
            _isPeerSuspended = false;
            SendToPeer();
        }
    }

    internal virtual void Halt()
    {
        Access();
        lock (_lock)
            IsRunning = false;
    }

    internal virtual void Start()
    {
        Access();
        lock (_lock)
            IsRunning = true;
    }

    internal virtual void Reset()
    {
        lock (_lock)
        {
            _memory = new byte[Blocks * BlockBytes];
            _registers = new uint[Registers];
            _isPeerSuspended = false;
            _tracking = null;
            IsRunning = true;
        }
    }

    /// <summary>Every access of the driver to the hardware comes through here.</summary>
    protected void Access() => AccessHook?.Invoke();

    protected void Tick() => Interlocked.Increment(ref _activity);

    protected void SetRegister(int register, uint value)
    {
        lock (_lock)
            _registers[register] = value;
    }

    private void SendToPeer()
    {
        for (; !_isPeerSuspended && _registers[PeerSent] < _registers[PeerQueued]; _registers[PeerSent]++)
            _peerActivity++;
    }
}
