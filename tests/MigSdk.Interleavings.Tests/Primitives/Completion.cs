using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace MigSdk.Interleavings.Tests;

/// <summary>Tasks of which the continuations go to the pool: those are operations of their own here.</summary>
internal static class Completion
{
    internal const string Name = "task";

    private static readonly ConditionalWeakTable<Task, Thing> Things = [];

    /// <summary>A task that completes by operations on something else.</summary>
    internal static void BelongsTo(this Task task, object owner, string name) => Things.Add(task, new Thing(owner, name));

    /// <summary>Whether somebody else may complete it at any time; all others go on where they are completed.</summary>
    internal static bool IsShared(this Task task) => task.CreationOptions.HasFlag(TaskCreationOptions.RunContinuationsAsynchronously);

    internal static void LookAt(Task? task)
    {
        if (task is null || !task.IsShared())
            return;
        Thing thing = ThingOf(task);
        Step.To(Access.Read, thing.Owner, "looks at", thing.Name);
    }

    /// <summary>Waits for it.</summary>
    internal static void Await(Task task)
    {
        Thing thing = ThingOf(task);
        Step.Until(() => task.IsCompleted, thing.Owner, "waits for", thing.Name);
    }

    /// <summary>Gives the pool work for the time after it.</summary>
    /// <param name="task">The task.</param>
    /// <param name="body">The work.</param>
    /// <param name="mayNeverBegin">Whether nobody minds if it never completes.</param>
    internal static void ContinueBy(this Task task, Action body, bool mayNeverBegin = false)
    {
        Thing thing = ThingOf(task);
        Step.Spawn(() => task.IsCompleted, thing.Owner, "goes on after", thing.Name, body, mayNeverBegin);
    }

    private static Thing ThingOf(Task task) => Things.TryGetValue(task, out Thing? thing) ? thing : new Thing(task, Name);

    private sealed record Thing(object Owner, string Name);
}
