using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1012: a handler does not ask its own driver for a transition, and does not wait for its reset.</summary>
/// <remarks>
/// Reported is the call in the handler that asks or leads there: a method that other code may well call is wrong only
/// here. Followed are calls that certainly run; what is handed to somebody else may run at any time.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerDrivesItselfRule() : HandlerBodyRule(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.HandlerDrivesItself,
        "A handler asks its own driver for a transition",
        "{0}",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.HandlerDrivesItself));

    /// <summary>Key of the property that a fix needs: the generated member that is called in the end.</summary>
    public const string RequestProperty = "request";

    private protected override void Check(DriverCheck check, DriverBodies bodies)
    {
        foreach (HandlerMethod handler in bodies.Handlers)
        {
            // What it does after an await it does outside of the transition; MIG1013 is about that.
            if (handler.Method.ReturnsVoid && handler.Body.IsAsync)
                continue;
            foreach ((BodyCall call, bool isAwaited) in bodies.CallsOf(handler.Method, isAwaited: true))
            {
                check.Cancel.ThrowIfCancellationRequested();
                if (WayFrom(bodies, handler, call, isAwaited) is { } way)
                    Report(check, handler, call, way);
            }
        }
    }

    /// <summary>The methods on the way from a call to the request, and the request; null where there is none.</summary>
    private static ImmutableArray<string>? WayFrom(DriverBodies bodies, HandlerMethod handler, BodyCall first, bool isAwaited)
    {
        var seen = new HashSet<(ISymbol, bool)>();
        var open = new Queue<(BodyCall Call, bool IsAwaited, ImmutableArray<string> Way)>([(first, isAwaited, [])]);
        while (open.Count > 0)
        {
            (BodyCall call, bool isCallAwaited, ImmutableArray<string> way) = open.Dequeue();
            if (call.Request is { } request && Fails(request, handler.Kind, isCallAwaited))
                return way.Add(request);
            if (bodies.HelperOf(call, isCallAwaited) is not { } helper || !seen.Add((helper, isCallAwaited)))
                continue;
            foreach ((BodyCall next, bool isNextAwaited) in bodies.CallsOf(helper, isCallAwaited))
                open.Enqueue((next, isNextAwaited, way.Add(helper.Name)));
        }

        return null;
    }

    // Asking for a reset does no harm, and in the driver's own reset waiting for it neither.
    private static bool Fails(string request, HandlerKind kind, bool isAwaited) =>
        request != GeneratedNames.ResetAsync || (kind == HandlerKind.Step && isAwaited);

    private static void Report(DriverCheck check, HandlerMethod handler, BodyCall call, ImmutableArray<string> way)
    {
        string request = way[way.Length - 1];
        string indirect = way.Length == 1 ? "" : $" ({string.Join(" calls ", way.Insert(0, handler.Method.Name))})";
        string problem = (request, handler.Kind) switch
        {
            (GeneratedNames.ResetAsync, _) => $"waits for the reset of its own driver{indirect}, which takes effect after it, "
                + "and gets EDEADLK; call Reset, which is handed to the transition in flight",
            (_, HandlerKind.StopCopyLength) => $"asks its own driver for a transition{indirect}; a host may ask for the "
                + "estimate in any state, also while a transition is in flight, and it must change nothing",
            _ => $"asks its own driver for a transition{indirect}, which the run time refuses with EDEADLK; "
                + "return from the handler first",
        };
        check.Report(
            call.Operation.Syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(RequestProperty, request),
            $"{handler.Title} {problem}");
    }
}
