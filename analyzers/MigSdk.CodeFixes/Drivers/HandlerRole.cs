using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>What a method does in its driver, by its attributes.</summary>
internal sealed class HandlerRole
{
    private HandlerRole(DriverReading driver, IMethodSymbol method)
    {
        Arcs = [.. driver.ArcHandlers.Where(handler => Is(handler.Method, method)).SelectMany(handler => handler.Arcs)];
        Boundaries = [.. driver.BoundaryHandlers.Where(handler => Is(handler.Method, method))];
        IsReset = driver.ResetHooks.Any(hook => Is(hook.Method, method));
        IsEstimate = driver.StopCopyLengthHooks.Any(hook => Is(hook.Method, method));
        Opened = [.. Arcs.Where(use => use.Pair is not null)
            .Select(use => driver.Spec!.OpenedBy(use.From!.Value, use.To!.Value))
            .Concat(Boundaries.Select(_ => (string?)null))
            .Distinct()];
    }

    /// <summary>The arcs that it serves.</summary>
    public ArcUse[] Arcs { get; }

    /// <summary>What it is an entry or exit handler of.</summary>
    public BoundaryHandlerReading[] Boundaries { get; }

    /// <summary>Whether it is called at a reset.</summary>
    public bool IsReset { get; }

    /// <summary>Whether it estimates the stream's length.</summary>
    public bool IsEstimate { get; }

    /// <summary>Whether it serves arcs, entries or exits.</summary>
    public bool IsHandler => Arcs.Length + Boundaries.Length > 0;

    /// <summary>The session groups that its arcs open, null among them where some opens none.</summary>
    public IReadOnlyList<string?> Opened { get; }

    /// <summary>The role of a method; null where it has none, or where it has one as a handler and another as a hook.</summary>
    public static HandlerRole? TryRead(DriverReading? driver, IMethodSymbol? method)
    {
        if (driver?.Spec is null || method is null)
            return null;
        var role = new HandlerRole(driver, method);
        bool[] kinds = [role.IsHandler, role.IsReset, role.IsEstimate];
        return kinds.Count(kind => kind) == 1 ? role : null;
    }

    private static bool Is(IMethodSymbol one, IMethodSymbol other) =>
        SymbolEqualityComparer.Default.Equals(one.PartialImplementationPart ?? one, other.PartialImplementationPart ?? other);
}
