using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;

namespace Samples.DmaCopy;

/// <summary>
/// The engine: what the guest does to its registers, and the copying that follows from it. Safe to use from any thread.
/// </summary>
/// <param name="memory">The guest's memory.</param>
/// <param name="interrupt">Is told the vector of every interrupt, in order. Must not call the engine.</param>
public sealed class DmaEngine(IBusMemory memory, Action<int> interrupt)
{
    /// <summary>The vector that says that a copy is done.</summary>
    public const int DoneVector = 0;

    /// <summary>The vector that says that a copy was given up.</summary>
    public const int FailedVector = 1;

    /// <summary>What is copied in one go. A stop waits for one of these at most.</summary>
    public const int ChunkBytes = 64 * 1024;

    private static readonly TimeSpan ChunkTime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private DmaState _state;
    private bool _isFrozen;
    private bool _isCopyingHeld;

    // Each copy has a number, so that what a chunk of an earlier one brings is not noted on a later one.
    private long _copy;
    private Task _work = Task.CompletedTask;
    private bool _isWorking;

    /// <summary>What the engine remembers now.</summary>
    public DmaState State
    {
        get
        {
            lock (_lock)
                return _state;
        }
    }

    /// <summary>The guest reads a register.</summary>
    public ulong Read(DmaRegister register) => State.Read(register);

    /// <summary>The guest writes a register.</summary>
    public void Write(DmaRegister register, ulong value)
    {
        lock (_lock)
        {
            // A stopped engine must not change: what is saved then is what the destination goes on with.
            if (_isFrozen)
                return;
            DmaState next = _state.Write(register, value);
            if (next.IsBusy != _state.IsBusy)
                _copy++;
            Show(next);
        }
    }

    /// <summary>Begins no further chunk, and waits for the one that is being copied.</summary>
    /// <param name="cancel">Ends the wait; then the engine copies on.</param>
    public async ValueTask HoldCopyingAsync(CancellationToken cancel)
    {
        Task work;
        lock (_lock)
        {
            _isCopyingHeld = true;
            work = _work;
        }

        try
        {
            await work.WaitAsync(cancel);
        }
        catch
        {
            ReleaseCopying();
            throw;
        }
    }

    /// <summary>Copies on.</summary>
    public void ReleaseCopying()
    {
        lock (_lock)
        {
            _isCopyingHeld = false;
            CopyOn();
        }
    }

    /// <summary>Takes no more writes. Copying is held by then.</summary>
    public void Freeze()
    {
        lock (_lock)
            _isFrozen = true;
    }

    /// <summary>Takes writes again.</summary>
    public void Thaw()
    {
        lock (_lock)
            _isFrozen = false;
    }

    /// <summary>Takes over another engine's state. The engine must be frozen.</summary>
    /// <exception cref="InvalidOperationException">The engine is not frozen.</exception>
    public void Load(DmaState state)
    {
        lock (_lock)
        {
            if (!_isFrozen)
                throw new InvalidOperationException("The engine is running; only one that stands still takes over a state.");
            _copy++;
            _state = state;
        }
    }

    /// <summary>
    /// Back to power-on, and running. Waits for a chunk that is under way: a guest that has reset its device uses the memory
    /// for something else.
    /// </summary>
    public void Reset()
    {
        Task work;
        lock (_lock)
        {
            _copy++;
            _state = default;
            _isFrozen = false;
            _isCopyingHeld = false;
            work = _work;
        }

        // Memory that the client does not share may take for ever; then the client is the one who writes, and knows.
        work.Wait(ChunkTime);
    }

    // All of what follows is called with the lock held, but for the copying itself.

    private void Show(DmaState next)
    {
        DmaStatus ended = next.Status & ~_state.Status;
        _state = next;
        if (next.IsInterruptEnabled && ended.HasFlag(DmaStatus.Done))
            interrupt(DoneVector);
        if (next.IsInterruptEnabled && ended.HasFlag(DmaStatus.Failed))
            interrupt(FailedVector);
        CopyOn();
    }

    private void CopyOn()
    {
        if (_state.IsBusy && !_isCopyingHeld && !_isWorking)
        {
            _isWorking = true;
            _work = Task.Run(Copy);
        }
    }

    private void Copy()
    {
        while (TryBeginChunk(out DmaState state, out long copy))
        {
            int count = (int)Math.Min(state.Left, ChunkBytes);
            EndChunk(copy, state.IsAddressable && TryCopy(state, count) ? count : null);
        }
    }

    private bool TryBeginChunk(out DmaState state, out long copy)
    {
        lock (_lock)
        {
            (state, copy) = (_state, _copy);
            _isWorking = state.IsBusy && !_isCopyingHeld;
            return _isWorking;
        }
    }

    private void EndChunk(long copy, int? count)
    {
        lock (_lock)
        {
            if (copy == _copy)
                Show(count is { } bytes ? _state.Advance((ulong)bytes) : _state.Fail());
        }
    }

    private bool TryCopy(DmaState state, int count)
    {
        try
        {
            memory.Copy(state.Source + state.Copied, state.Destination + state.Copied, count);
            return true;
        }
        catch (MigrationException)
        {
            return false;
        }
    }
}
