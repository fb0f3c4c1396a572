using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests;

/// <summary>A request that a device was given and has not answered.</summary>
internal abstract class Request(string name, bool isLook, CancellationToken cancel)
{
    internal string Name => name;

    /// <summary>Whether it changes nothing, so that it need not wait for its turn.</summary>
    internal bool IsLook => isLook;

    internal bool IsToldToStop => cancel.IsCancellationRequested;

    internal abstract bool HasSteps { get; }

    internal abstract void Do();

    internal abstract void Fail(Exception cause);

    internal abstract void FailMidway(Exception cause);

    internal abstract void FailAfter(Exception cause);
}

// The effect is all that it does; midway is its first step, and null where it has no more than one.
internal sealed class Request<T>(string name, bool isLook, Func<T> effect, Func<T>? midway, CancellationToken cancel)
    : Request(name, isLook, cancel)
{
    private readonly TaskCompletionSource<T> _answer = new();

    internal Task<T> Answer => _answer.Task;

    internal override bool HasSteps => midway is not null;

    internal override void Do()
    {
        T result;
        try
        {
            result = effect();
        }
        catch (MigrationException cause)
        {
            _answer.SetException(cause);
            return;
        }

        _answer.SetResult(result);
    }

    internal override void Fail(Exception cause) => _answer.SetException(cause);

    internal override void FailMidway(Exception cause) => FailAfter(midway!, cause);

    internal override void FailAfter(Exception cause) => FailAfter(effect, cause);

    private void FailAfter(Func<T> steps, Exception cause)
    {
        Exception reported = cause;
        try
        {
            steps();
        }
        catch (MigrationException refused)
        {
            reported = refused;
        }

        _answer.SetException(reported);
    }
}
