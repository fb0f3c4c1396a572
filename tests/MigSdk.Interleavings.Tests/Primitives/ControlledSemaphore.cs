using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// Semaphores as <see cref="SemaphoreSlim"/> is documented, asynchronous waiters in a queue. The real one only lends its
/// identity: it would wake its waiters by the real pool.
/// </summary>
[Replaces(typeof(SemaphoreSlim))]
public static class ControlledSemaphore
{
    private const string Name = "semaphore";

    private static readonly ConditionalWeakTable<SemaphoreSlim, State> States = [];

    public static bool Wait(SemaphoreSlim target, int millisecondsTimeout)
    {
        if (millisecondsTimeout != 0)
            throw new NotSupportedException("Only a wait that does not wait is controlled.");
        Step.To(Access.Both, target, "tries", Name);
        State state = StateOf(target);
        if (state.Count == 0)
        {
            Step.WasVain();
            return false;
        }

        state.Count--;
        return true;
    }

    public static Task WaitAsync(SemaphoreSlim target, CancellationToken cancel)
    {
        ControlledToken.ThrowIfCancellationRequested(ref cancel);
        Step.To(Access.Both, target, "waits in", Name);
        State state = StateOf(target);
        if (state.Count > 0)
        {
            state.Count--;
            return Task.CompletedTask;
        }

        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiter.Task.BelongsTo(target, Name);
        state.Waiters.AddLast(waiter);
        ControlledToken.UnsafeRegister(ref cancel, (_, token) => GiveUp(target, waiter, token), null);
        return waiter.Task;
    }

    public static int Release(SemaphoreSlim target)
    {
        Step.To(Access.Both, target, "releases", Name);
        State state = StateOf(target);
        if (state.Waiters.First is { } first)
        {
            state.Waiters.RemoveFirst();
            first.Value.SetResult();
            return 0;
        }

        return state.Count++;
    }

    private static void GiveUp(SemaphoreSlim target, TaskCompletionSource waiter, CancellationToken cancel)
    {
        Step.To(Access.Both, target, "gives up waiting in", Name);
        if (StateOf(target).Waiters.Remove(waiter))
            waiter.SetCanceled(cancel);
        else
            Step.WasVain();
    }

    private static State StateOf(SemaphoreSlim target) =>
        States.GetValue(target, static semaphore => new State { Count = semaphore.CurrentCount });

    private sealed class State
    {
        internal int Count { get; set; }

        internal LinkedList<TaskCompletionSource> Waiters { get; } = new();
    }
}
