using System;

namespace MigSdk.Interleavings.Tests;

/// <summary>The number of the calling thread: that of the actor, since threads are lent to many.</summary>
[Replaces(typeof(Environment))]
public static class ControlledEnvironment
{
    // Above all that real threads have.
    private const int First = 1 << 20;

    public static int get_CurrentManagedThreadId() =>
        Execution.Current is null ? Environment.CurrentManagedThreadId : First + Execution.Self.Index;
}
