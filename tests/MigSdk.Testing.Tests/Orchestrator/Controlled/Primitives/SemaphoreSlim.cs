using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>Wakes who waits where it is released, and not on the thread pool. First come, first served.</summary>
internal sealed class SemaphoreSlim(int count)
{
    private readonly LinkedList<System.Threading.Tasks.TaskCompletionSource> _waiting = new();
    private int _count = count;

    public SemaphoreSlim(int count, int most)
        : this(count) => System.ArgumentOutOfRangeException.ThrowIfGreaterThan(count, most);

    public bool Wait(int milliseconds, CancellationToken cancel)
    {
        System.ArgumentOutOfRangeException.ThrowIfNotEqual(milliseconds, 0);
        cancel.ThrowIfCancellationRequested();
        if (_count == 0)
            return false;
        _count--;
        return true;
    }

    public async Task WaitAsync(CancellationToken cancel)
    {
        if (Wait(0, cancel))
            return;
        var turn = new System.Threading.Tasks.TaskCompletionSource();
        LinkedListNode<System.Threading.Tasks.TaskCompletionSource> place = _waiting.AddLast(turn);
        await using (cancel.UnsafeRegister(_ => turn.TrySetCanceled(cancel), null).ConfigureAwait(false))
        {
            try
            {
                await turn.Task.ConfigureAwait(false);
            }
            finally
            {
                if (place.List is not null)
                    _waiting.Remove(place);
            }
        }
    }

    public void Release()
    {
        while (_waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            if (first.Value.TrySetResult())
                return;
        }

        _count++;
    }
}
