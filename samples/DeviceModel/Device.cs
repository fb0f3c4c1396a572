using System;
using System.Threading;

namespace Samples.Devices;

/// <summary>
/// A device with registers, a memory that its own work keeps writing, interrupts, and messages to a peer device.
/// </summary>
/// <remarks>
/// It knows how to stand still and how to hand out and take over its state, and nothing of migration's states.
/// </remarks>
public sealed partial class Device : IDisposable
{
    /// <summary>The unit of the memory and of dirty tracking, in bytes.</summary>
    public const int PageSize = 4096;

    internal const ulong Id = 0x4D49_4744_4556_0001;
    internal const ulong LayoutRevision = 1;
    internal const ulong Go = 1;

    internal static readonly int RegisterCount = Enum.GetValues<Register>().Length;

    // Held by the engine for each burst, and by whoever changes what a burst relies on.
    private readonly Lock _burst = new();
    private readonly DmaEngine _engine;
    private readonly Action<ulong>? _peer;
    private ulong[] _registers = new ulong[RegisterCount];
    private byte[] _memory;
    private DirtyLog? _dirtyLog;
    private bool _isPeerSuspended;
    private int _waiting;

    /// <summary>Creates a device that is running and has nothing to do.</summary>
    /// <param name="options">How it is built.</param>
    /// <param name="peer">
    /// The peer device: it is given the messages 1, 2, 3 … of the device's work by peer-to-peer DMA. Must not wait.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public Device(DeviceOptions options, Action<ulong>? peer = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfOutOfRange();
        _peer = peer;
        _memory = new byte[options.MemoryBytes];
        _engine = new DmaEngine(Work, options.ItemsPerSecond);
        SetPowerOnRegisters();
        _engine.Start();
    }

    /// <summary>The size of the memory in bytes.</summary>
    public int MemoryBytes => _memory.Length;

    /// <summary>The size of the memory in pages.</summary>
    public int PageCount => _memory.Length / PageSize;

    /// <summary>Whether the device is running, be it that it has something to do or not.</summary>
    public bool IsRunning => _engine.IsRunning;

    /// <summary>Whether the device is running and has work: the memory changes.</summary>
    public bool IsWorking => IsRunning && (Read(Register.Control) & Go) != 0;

    /// <summary>How many pages the dirty tracking has marked; null while nothing is tracked.</summary>
    public int? DirtyPages => Volatile.Read(ref _dirtyLog)?.Count;

    /// <summary>Reads a register. Can be done at any time.</summary>
    /// <param name="register">The register.</param>
    /// <returns>Its value.</returns>
    public ulong Read(Register register) => Volatile.Read(ref _registers[(int)register]);

    /// <summary>Writes one of the registers that are the guest's own.</summary>
    /// <param name="register">A scratch register; writes to others have no effect, as is usual with hardware.</param>
    /// <param name="value">The value.</param>
    public void Write(Register register, ulong value)
    {
        if (register >= Register.Scratch0)
            Volatile.Write(ref _registers[(int)register], value);
    }

    /// <summary>What a guest does to begin a job: lays out the memory, clears the counters and sets Go.</summary>
    /// <param name="seed">What the job's writes follow from.</param>
    public void BeginJob(ulong seed)
    {
        using (BetweenBursts())
        {
            for (int page = 0; page < PageCount; page++)
                WorkPattern.Fill(Page(page), seed, 0, page);
            SetPowerOnRegisters();
            _registers[(int)Register.Seed] = seed;
            _registers[(int)Register.Control] = Go;
        }
    }

    /// <summary>Lets the device run, with peer-to-peer DMA as it was left.</summary>
    public void Start() => _engine.Start();

    /// <summary>Quiesces the device: when this returns, nothing changes any more and nothing is in flight.</summary>
    public void Stop() => _engine.Stop();

    /// <summary>When this returns, no message to the peer is in flight and none is begun; they wait in the device.</summary>
    public void SuspendPeer()
    {
        using (BetweenBursts())
            _isPeerSuspended = true;
    }

    /// <summary>Lifts the restriction of <see cref="SuspendPeer"/>; the engine sends what has been waiting.</summary>
    public void ResumePeer()
    {
        using (BetweenBursts())
            _isPeerSuspended = false;
    }

    /// <summary>Brings the device back to power-on: running, memory and registers clear, nothing to do.</summary>
    public void Reset()
    {
        Stop();
        Array.Clear(_memory);
        SetPowerOnRegisters();
        ResumePeer();
        Start();
    }

    /// <summary>Begins to track which pages are to be read: all of them at first.</summary>
    /// <param name="pagesDirtied">
    /// Called by the device's engine, once for each burst of writes that has marked pages. It must not wait.
    /// </param>
    /// <returns>The log, which ends the tracking when it is disposed.</returns>
    public DirtyLog BeginDirtyLog(Action? pagesDirtied = null)
    {
        var log = new DirtyLog(this, pagesDirtied);
        using (BetweenBursts())
            _dirtyLog = log;
        return log;
    }

    /// <summary>
    /// Copies a page. While the device works the copy may be torn; <see cref="DirtyLog"/> says how to cope.
    /// </summary>
    /// <param name="index">The page's index.</param>
    /// <param name="destination">Where to, <see cref="PageSize"/> bytes.</param>
    public void CopyPage(int index, Span<byte> destination) => Page(index).CopyTo(destination);

    /// <summary>Stops the engine.</summary>
    public void Dispose() => Stop();

    internal void CopyRegisters(Span<ulong> destination) => _registers.CopyTo(destination);

    internal void EndDirtyLog(DirtyLog log) => Interlocked.CompareExchange(ref _dirtyLog, null, log);

    private Span<byte> Page(int index) => _memory.AsSpan(index * PageSize, PageSize);

    private void SetPowerOnRegisters()
    {
        Array.Clear(_registers);
        _registers[(int)Register.DeviceId] = Id;
        _registers[(int)Register.Revision] = LayoutRevision;
    }

    private Lock.Scope BetweenBursts()
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            return _burst.EnterScope();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private void Work(int items)
    {
        // The lock is not fair: an engine that works without a pause would take it again before anybody else wakes up.
        while (Volatile.Read(ref _waiting) > 0)
            Thread.Yield();
        lock (_burst)
        {
            if ((_registers[(int)Register.Control] & Go) == 0)
                return;
            DirtyLog? log = _dirtyLog;
            for (int i = 0; i < items; i++)
                WorkOnce(log);
            SendToPeer();
            log?.TellPagesDirtied();
        }
    }

    private void WorkOnce(DirtyLog? log)
    {
        ulong seed = _registers[(int)Register.Seed];
        ulong sequence = _registers[(int)Register.WorkCounter] + 1;
        int page = WorkPattern.PageOf(seed, sequence, PageCount);
        WorkPattern.Fill(Page(page), seed, sequence, page);
        log?.Mark(page);
        Volatile.Write(ref _registers[(int)Register.WorkCounter], sequence);
        if (sequence % WorkPattern.ItemsPerInterrupt == 0)
            _registers[(int)Register.InterruptCount]++;
        if (sequence % WorkPattern.ItemsPerPeerMessage == 0)
            _registers[(int)Register.PeerQueued]++;
    }

    private void SendToPeer()
    {
        while (!_isPeerSuspended && _registers[(int)Register.PeerSent] < _registers[(int)Register.PeerQueued])
        {
            // Without a peer a message goes nowhere, but it has been sent.
            ulong number = ++_registers[(int)Register.PeerSent];
            _peer?.Invoke(number);
        }
    }
}
