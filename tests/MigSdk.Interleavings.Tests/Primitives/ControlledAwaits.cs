using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace MigSdk.Interleavings.Tests;

/// <summary>What follows an <c>await</c> is work for the pool, which can be done when the task is complete.</summary>
[Replaces(typeof(AsyncTaskMethodBuilder))]
[Replaces(typeof(AsyncTaskMethodBuilder<>))]
[Replaces(typeof(AsyncValueTaskMethodBuilder))]
[Replaces(typeof(AsyncValueTaskMethodBuilder<>))]
public static class ControlledBuilders
{
    public static void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(
        ref AsyncTaskMethodBuilder builder, ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        if (PoolAwaiter.Of(awaiter) is { } pool)
            builder.AwaitUnsafeOnCompleted(ref pool, ref stateMachine);
        else
            builder.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
    }

    public static void AwaitUnsafeOnCompleted<T, TAwaiter, TStateMachine>(
        ref AsyncTaskMethodBuilder<T> builder, ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        if (PoolAwaiter.Of(awaiter) is { } pool)
            builder.AwaitUnsafeOnCompleted(ref pool, ref stateMachine);
        else
            builder.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
    }

    public static void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(
        ref AsyncValueTaskMethodBuilder builder, ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        if (PoolAwaiter.Of(awaiter) is { } pool)
            builder.AwaitUnsafeOnCompleted(ref pool, ref stateMachine);
        else
            builder.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
    }

    public static void AwaitUnsafeOnCompleted<T, TAwaiter, TStateMachine>(
        ref AsyncValueTaskMethodBuilder<T> builder, ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        if (PoolAwaiter.Of(awaiter) is { } pool)
            builder.AwaitUnsafeOnCompleted(ref pool, ref stateMachine);
        else
            builder.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
    }
}

/// <summary>Whether a task is complete already, asked by an <c>await</c>.</summary>
[Replaces(typeof(TaskAwaiter))]
[Replaces(typeof(TaskAwaiter<>))]
[Replaces(typeof(ConfiguredTaskAwaitable.ConfiguredTaskAwaiter))]
[Replaces(typeof(ConfiguredTaskAwaitable<>.ConfiguredTaskAwaiter))]
[Replaces(typeof(ValueTaskAwaiter))]
[Replaces(typeof(ValueTaskAwaiter<>))]
[Replaces(typeof(ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter))]
[Replaces(typeof(ConfiguredValueTaskAwaitable<>.ConfiguredValueTaskAwaiter))]
public static class ControlledAwaiters
{
    public static bool get_IsCompleted(ref TaskAwaiter awaiter)
    {
        Completion.LookAt(PoolAwaiter.TaskOf(awaiter));
        return awaiter.IsCompleted;
    }

    public static bool get_IsCompleted<T>(ref TaskAwaiter<T> awaiter)
    {
        Completion.LookAt(PoolAwaiter.TaskOf(awaiter));
        return awaiter.IsCompleted;
    }

    public static bool get_IsCompleted(ref ConfiguredTaskAwaitable.ConfiguredTaskAwaiter awaiter)
    {
        Completion.LookAt(PoolAwaiter.TaskOf(awaiter));
        return awaiter.IsCompleted;
    }

    public static bool get_IsCompleted<T>(ref ConfiguredTaskAwaitable<T>.ConfiguredTaskAwaiter awaiter)
    {
        Completion.LookAt(PoolAwaiter.TaskOf(awaiter));
        return awaiter.IsCompleted;
    }

    public static bool get_IsCompleted(ref ValueTaskAwaiter awaiter)
    {
        Completion.LookAt(PoolAwaiter.TaskOf(awaiter));
        return awaiter.IsCompleted;
    }

    public static bool get_IsCompleted<T>(ref ValueTaskAwaiter<T> awaiter)
    {
        Completion.LookAt(PoolAwaiter.TaskOf(awaiter));
        return awaiter.IsCompleted;
    }

    public static bool get_IsCompleted(ref ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter awaiter)
    {
        Completion.LookAt(PoolAwaiter.TaskOf(awaiter));
        return awaiter.IsCompleted;
    }

    public static bool get_IsCompleted<T>(ref ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter awaiter)
    {
        Completion.LookAt(PoolAwaiter.TaskOf(awaiter));
        return awaiter.IsCompleted;
    }

    /// <summary>A thread that waits. (In code after an <c>await</c> there is nothing to wait for, and this is not called.)</summary>
    public static void GetResult(ref TaskAwaiter awaiter)
    {
        if (PoolAwaiter.TaskOf(awaiter) is { } task)
            Completion.Await(task);
        awaiter.GetResult();
    }
}

/// <summary>Gives what follows an <c>await</c> to the pool.</summary>
internal readonly struct PoolAwaiter(Task? task) : ICriticalNotifyCompletion
{
    /// <summary>Null where the continuation runs at once where the task is completed.</summary>
    internal static PoolAwaiter? Of<TAwaiter>(TAwaiter awaiter)
        where TAwaiter : ICriticalNotifyCompletion
    {
        if (awaiter is YieldAwaitable.YieldAwaiter)
            return new PoolAwaiter(null);
        return TaskOf(awaiter) is { } task && task.IsShared() ? new PoolAwaiter(task) : null;
    }

    /// <summary>The task behind an awaiter of the framework: it keeps it in a field, or in that of a value task.</summary>
    internal static Task? TaskOf<TAwaiter>(TAwaiter awaiter)
        where TAwaiter : ICriticalNotifyCompletion =>
        FieldOf(awaiter, "m_task") as Task ?? FieldOf(FieldOf(awaiter, "_value"), "_obj") as Task;

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        if (task is null)
            Step.Spawn(null, continuation, "goes on after", "a yield", continuation);
        else
            task.ContinueBy(continuation);
    }

    private static object? FieldOf(object? target, string name) =>
        target?.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(target);
}
