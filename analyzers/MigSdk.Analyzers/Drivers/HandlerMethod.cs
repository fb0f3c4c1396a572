using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A method that the engine calls, and what for.</summary>
/// <param name="Method">The method; of a partial one the part without a body.</param>
/// <param name="Kind">When it is called.</param>
/// <param name="Role">What a message says that it is.</param>
internal sealed record HandlerMethod(IMethodSymbol Method, HandlerKind Kind, string Role)
{
    /// <summary>The part of the method that has the body.</summary>
    public IMethodSymbol Body => Method.PartialImplementationPart ?? Method;

    /// <summary>How a message begins that is about the method.</summary>
    public string Title => $"'{Method.Name}', {Role},";

    /// <summary>A driver's handlers and hooks, each method once.</summary>
    public static IEnumerable<HandlerMethod> Of(DriverReading driver)
    {
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        return driver.ArcHandlers.Select(handler => new HandlerMethod(handler.Method, HandlerKind.Step, RoleOf(driver, handler)))
            .Concat(driver.BoundaryHandlers.Select(handler => new HandlerMethod(handler.Method, HandlerKind.Step, RoleOf(driver, handler))))
            .Concat(driver.ResetHooks.Select(hook => new HandlerMethod(hook.Method, HandlerKind.Reset, "the reset hook")))
            .Concat(driver.StopCopyLengthHooks.Select(hook =>
                new HandlerMethod(hook.Method, HandlerKind.StopCopyLength, "the estimate of the stream's length")))
            .Where(handler => seen.Add(handler.Method));
    }

    private static string RoleOf(DriverReading driver, ArcHandlerReading handler)
    {
        StatePair[] arcs = [.. handler.Arcs.Select(use => use.Pair).OfType<StatePair>()];
        string more = arcs.Length > 1 ? $" and {arcs.Length - 1} more" : "";
        return arcs.Length == 0
            ? "the handler of an arc"
            : $"the handler of {Name(driver, arcs[0].From)} -> {Name(driver, arcs[0].To)}{more}";
    }

    private static string RoleOf(DriverReading driver, BoundaryHandlerReading handler)
    {
        string side = handler.Side == BoundarySide.Enter ? "entry" : "exit";
        string? what = handler.State is { } state ? Name(driver, state) : null;
        what ??= handler.Group is { } group ? $"the {group.ToLowerInvariant()} group" : "a state";
        return $"the {side} handler of {what}";
    }

    private static string Name(DriverReading driver, int state) => driver.Spec!.States[state].Name;
}
