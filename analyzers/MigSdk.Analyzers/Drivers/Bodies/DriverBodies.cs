using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A driver's handlers and the calls in their bodies.</summary>
internal sealed class DriverBodies(DriverReading driver, ILookup<IMethodSymbol, BodyCall> calls)
{
    /// <summary>The handlers and hooks.</summary>
    public ImmutableArray<HandlerMethod> Handlers { get; } = [.. HandlerMethod.Of(driver)];

    /// <summary>
    /// The calls that a method makes itself: in its own body, and in local functions and lambdas of it that it calls.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="isAwaited">Whether its caller goes on only when the task that it returns is done.</param>
    /// <returns>The calls, each with whether what it returns is awaited before the method's caller goes on.</returns>
    public IEnumerable<(BodyCall Call, bool IsAwaited)> CallsOf(IMethodSymbol method, bool isAwaited)
    {
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { method };
        var open = new Queue<(IMethodSymbol Body, bool IsAwaited)>([(method, isAwaited)]);
        while (open.Count > 0)
        {
            (IMethodSymbol body, bool isBodyAwaited) = open.Dequeue();
            foreach (BodyCall call in calls[body])
            {
                bool isCallAwaited = IsAwaited(call, isBodyAwaited);
                yield return (call, isCallAwaited);
                if (call.Callee is { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } inner
                    && Runs(inner, isCallAwaited)
                    && seen.Add(inner))
                {
                    open.Enqueue((inner, isCallAwaited));
                }
            }
        }
    }

    /// <summary>
    /// The method of the same class that a call certainly runs, to its end, before the caller goes on; null where there is
    /// none. What another handler does is that one's own matter.
    /// </summary>
    public IMethodSymbol? HelperOf(BodyCall call, bool isAwaited) =>
        call.Callee is { MethodKind: not (MethodKind.LocalFunction or MethodKind.AnonymousFunction) } helper
        && Runs(helper, isAwaited)
        && !Handlers.Any(handler => SymbolEqualityComparer.Default.Equals(handler.Method, helper))
            ? helper
            : null;

    // What an async method does after an await may happen at any time, unless somebody waits for it.
    private static bool Runs(IMethodSymbol callee, bool isAwaited) =>
        isAwaited || !(callee.PartialImplementationPart ?? callee).IsAsync;

    private static bool IsAwaited(BodyCall call, bool isOwnerAwaited) => TaskUses.Of(call.Operation) switch
    {
        TaskUse.Awaited => true,
        TaskUse.Returned => isOwnerAwaited && !call.Owner.IsAsync,
        _ => false,
    };
}
