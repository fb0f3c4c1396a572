using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Engine;

/// <summary>
/// Lets one transition at a time through, the others in the order in which they came, and takes requests for a reset
/// while one is inside.
/// </summary>
/// <remarks>
/// One word tells all: 0 when idle, else <see cref="Busy"/> with the flags below and, in the upper half, the thread that
/// is inside (0 while that may change across awaits). Whoever is inside owns the machine; a reset that is requested
/// meanwhile is left to it. A gate that is handed to the next waiter never becomes idle in between, so nobody overtakes.
/// </remarks>
internal sealed class TransitionGate(bool singleThreaded)
{
    private const long Busy = 1;
    private const long ResetRequested = 2;
    private const long Waiting = 4;
    private const long Flags = Busy | ResetRequested | Waiting;
    private const int OwnerShift = 32;

    private readonly bool _singleThreaded = singleThreaded;
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiters = new();
    private long _word;
    private TaskCompletionSource? _resetEffect;
    private CancellationTokenSource? _cancel;

    /// <summary>Whether a reset waits for the transition that is inside.</summary>
    internal bool IsResetRequested => (Volatile.Read(ref _word) & ResetRequested) != 0;

    /// <summary>Whether the calling thread is the one that is inside. A single-threaded machine has no other.</summary>
    internal bool IsHeldByThisThread
    {
        get
        {
            long word = Volatile.Read(ref _word);
            return word != 0 && (_singleThreaded || word >> OwnerShift == Environment.CurrentManagedThreadId);
        }
    }

    private static long BusyHere => ((long)Environment.CurrentManagedThreadId << OwnerShift) | Busy;

    /// <summary>Enters if nobody is inside and nobody waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnter()
    {
        if (!_singleThreaded)
            return Interlocked.CompareExchange(ref _word, BusyHere, 0) == 0;
        if (_word != 0)
            return false;
        _word = Busy;
        return true;
    }

    /// <summary>Leaves if nothing has been asked of the one inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryLeaveAtOnce()
    {
        long word = _word;
        if ((word & Flags) != Busy)
            return false;
        if (!_singleThreaded)
            return Interlocked.CompareExchange(ref _word, 0, word) == word;
        _word = 0;
        return true;
    }

    /// <summary>Enters in turn. Whoever is inside must not wait here.</summary>
    internal void Enter()
    {
        if (Queue(CancellationToken.None) is not { } waiter)
            return;
        waiter.Task.GetAwaiter().GetResult();
        SetOwner(Environment.CurrentManagedThreadId);
    }

    /// <summary>
    /// Enters in turn. Whoever is inside must not wait here. Only the caller knows on which thread it goes on: it says so
    /// by <see cref="SetOwner"/>.
    /// </summary>
    internal async ValueTask EnterAsync(CancellationToken cancel)
    {
        if (Queue(cancel) is not { } waiter)
            return;
        using CancellationTokenRegistration registration = cancel.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter);
        await waiter.Task.ConfigureAwait(false);
    }

    /// <summary>Says that the transition inside may change threads, or which thread carries it on.</summary>
    internal void SetOwner(int thread)
    {
        long word = Volatile.Read(ref _word);
        while (true)
        {
            long seen = Interlocked.CompareExchange(ref _word, (word & Flags) | ((long)thread << OwnerShift), word);
            if (seen == word)
                return;
            word = seen;
        }
    }

    /// <summary>Leaves, or gives the gate to the next one that waits.</summary>
    /// <returns>False where a reset is requested: the caller is still inside and has to carry it out first.</returns>
    internal bool TryLeave()
    {
        while (!TryLeaveAtOnce())
        {
            if (IsResetRequested)
                return false;
            if (HandOver())
                return true;
        }

        return true;
    }

    /// <summary>Enters to reset or, where somebody is inside, leaves the reset to it and cancels its token.</summary>
    /// <param name="effect">Completes with the reset that was left to somebody else.</param>
    /// <returns>True if the caller is inside now and resets.</returns>
    internal bool TryEnterToReset(out Task effect)
    {
        effect = Task.CompletedTask;
        CancellationTokenSource? cancel;
        lock (_lock)
        {
            while (true)
            {
                if (TryEnter())
                    return true;
                long word = Volatile.Read(ref _word);
                if (word != 0 && Interlocked.CompareExchange(ref _word, word | ResetRequested, word) == word)
                    break;
            }

            _resetEffect ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            effect = _resetEffect.Task;
            cancel = _cancel;
        }

        // Not Cancel(): the callbacks are the handler's, and a reset never waits.
        _ = cancel?.CancelAsync();
        return false;
    }

    /// <summary>Takes over the requests for a reset so far. The caller resets, then completes what it is given.</summary>
    internal TaskCompletionSource? TakeResetRequest()
    {
        lock (_lock)
        {
            Interlocked.And(ref _word, ~ResetRequested);
            // Its cancellation was meant for the transition that ends here.
            _cancel = null;
            TaskCompletionSource? effect = _resetEffect;
            _resetEffect = null;
            return effect;
        }
    }

    /// <summary>The token of the transition inside: cancelled by a reset. Made when somebody first asks.</summary>
    internal CancellationTokenSource GetCancellation()
    {
        lock (_lock)
        {
            if (_cancel is null)
            {
                _cancel = new CancellationTokenSource();
                // An older one is cancelled by who asked for the reset, and not in here: its callbacks are the driver's.
                if (IsResetRequested)
                    _cancel.Cancel();
            }

            return _cancel;
        }
    }

    /// <summary>Called at the end of a transition: the next one begins with a token that is not cancelled.</summary>
    internal void RenewCancellation()
    {
        if (_cancel is null)
            return;
        lock (_lock)
        {
            if (_cancel is { } cancel && !IsResetRequested && !cancel.TryReset())
                _cancel = null;
        }
    }

    /// <summary>Enters at once (null), or lines up.</summary>
    private TaskCompletionSource? Queue(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            while (true)
            {
                if (TryEnter())
                    return null;
                long word = Volatile.Read(ref _word);
                if (word != 0 && Interlocked.CompareExchange(ref _word, word | Waiting, word) == word)
                    break;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Enqueue(waiter);
            return waiter;
        }
    }

    private bool HandOver()
    {
        lock (_lock)
        {
            // Requests come in under the lock, so a reset is never passed on to the next transition by mistake.
            if (IsResetRequested)
                return false;
            while (_waiters.TryDequeue(out TaskCompletionSource? waiter))
            {
                if (_waiters.Count == 0)
                    Interlocked.And(ref _word, ~Waiting);
                SetOwner(0);
                if (waiter.TrySetResult())
                    return true;
            }

            return false;
        }
    }
}
