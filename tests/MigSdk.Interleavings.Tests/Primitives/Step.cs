using System;

namespace MigSdk.Interleavings.Tests;

/// <summary>Where an actor stops before it touches something that others see, until the schedule lets it.</summary>
/// <remarks>Before the actors run and after they have ended, there is nobody else and nothing to wait for.</remarks>
internal static class Step
{
    internal static void To(Access access, object? owner, string verb, string name) =>
        To(access, owner, verb, name, Footprint.Of(access));

    internal static void To(Access access, object? owner, string verb, string name, Footprint footprint)
    {
        if (Execution.Current is { } execution)
            execution.Await(new Operation(execution.VariableOf(owner, name), access, verb, name) { Footprint = footprint });
    }

    /// <summary>The operation under way turned out to have changed nothing.</summary>
    internal static void WasVain() => Was(Footprint.Of(Access.Read));

    /// <summary>What the operation under way turned out to have looked at and changed.</summary>
    internal static void Was(Footprint footprint)
    {
        if (Execution.Current is { } execution)
            execution.Footprint = footprint;
    }

    /// <summary>Waits until something holds that others make true.</summary>
    internal static void Until(Func<bool> guard, object owner, string verb, string name)
    {
        if (Execution.Current is { } execution)
            execution.Await(new Operation(execution.VariableOf(owner, name), Access.Read, verb, name, guard));
        else if (!guard())
            throw new DeadlockException($"All actors have ended, and the scenario {verb} {name}.");
    }

    /// <summary>Gives the pool work that can begin when something holds.</summary>
    internal static void Spawn(Func<bool>? guard, object owner, string verb, string name, Action body, bool mayNeverBegin = false)
    {
        if (Execution.Current is { } execution)
            execution.Spawn(
                new Operation(execution.VariableOf(owner, name), Access.Read, verb, name, guard) { MayNeverBegin = mayNeverBegin }, body);
        else
            throw new InvalidOperationException($"All actors have ended, and the scenario {verb} {name}.");
    }
}
