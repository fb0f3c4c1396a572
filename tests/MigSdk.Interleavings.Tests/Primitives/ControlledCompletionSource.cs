using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Interleavings.Tests;

/// <summary>Tasks that are completed by hand.</summary>
[Replaces(typeof(TaskCompletionSource))]
public static class ControlledCompletionSource
{
    public static void SetResult(TaskCompletionSource target)
    {
        Step.To(Access.Both, target.Task, "completes", Completion.Name);
        target.SetResult();
    }

    public static bool TrySetResult(TaskCompletionSource target)
    {
        Step.To(Access.Both, target.Task, "completes", Completion.Name);
        return Tell(target.TrySetResult());
    }

    public static void SetException(TaskCompletionSource target, Exception exception)
    {
        Step.To(Access.Both, target.Task, "fails", Completion.Name);
        target.SetException(exception);
    }

    public static bool TrySetCanceled(TaskCompletionSource target, CancellationToken token)
    {
        Step.To(Access.Both, target.Task, "cancels", Completion.Name);
        return Tell(target.TrySetCanceled(token));
    }

    private static bool Tell(bool hasChanged)
    {
        if (!hasChanged)
            Step.WasVain();
        return hasChanged;
    }
}
