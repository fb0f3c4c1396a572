using System.Threading;

namespace MigSdk.Interleavings.Tests;

/// <summary>Locks of both kinds. Who holds one is known here; the real ones are taken too and are always free.</summary>
[Replaces(typeof(Lock))]
public static class ControlledLock
{
    public static Lock.Scope EnterScope(Lock target)
    {
#pragma warning disable CS9216 // Here it is known by its identity only; nobody locks it as an object.
        Locks.Acquire(target);
#pragma warning restore CS9216
        return target.EnterScope();
    }
}

/// <summary>The end of a <c>lock</c> statement on a <see cref="Lock"/>.</summary>
[Replaces(typeof(Lock.Scope))]
public static class ControlledLockScope
{
    public static void Dispose(ref Lock.Scope scope)
    {
        Locks.Release();
        scope.Dispose();
    }
}

/// <summary>The <c>lock</c> statement on any other object.</summary>
[Replaces(typeof(Monitor))]
public static class ControlledMonitor
{
    public static void Enter(object target, ref bool lockTaken)
    {
        Locks.Acquire(target);
        Monitor.Enter(target, ref lockTaken);
    }

    public static void Exit(object target)
    {
        Locks.Release();
        Monitor.Exit(target);
    }
}

/// <summary>Which locks the actors hold.</summary>
internal static class Locks
{
    private const string Name = "lock";

    internal static void Acquire(object target)
    {
        if (Execution.Current is not { } execution)
            return;
        var operation = new Operation(
            execution.VariableOf(target, Name), Access.Both, "takes", Name, () => !execution.Held.Contains(target), IsAcquire: true);
        execution.Await(operation);
        execution.Held.Add(target);
        Execution.Self.Holds.Push(target);
    }

    // A lock is given back also while the actors leave, and then nobody waits for it.
    internal static void Release()
    {
        if (Execution.Current is not { } execution || !Execution.Self.Holds.TryPeek(out object? target))
            return;
        if (!execution.IsUnwinding)
            Step.To(Access.Write, target, "gives back", Name);
        Execution.Self.Holds.Pop();
        execution.Held.Remove(target);
    }
}
