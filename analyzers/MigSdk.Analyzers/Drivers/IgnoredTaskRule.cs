using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>MIG1014: no handler drops a task, nor a method that a handler calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IgnoredTaskRule() : HandlerBodyRule(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.IgnoredTask,
        "A task is dropped in a handler",
        "{0} drops the task of {1}: {2} can end before that is done, and its failure is lost",
        RuleCategories.Drivers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.IgnoredTask));

    private protected override void Check(DriverCheck check, DriverBodies bodies)
    {
        var reported = new HashSet<BodyCall>();
        foreach (HandlerMethod handler in bodies.Handlers)
        {
            foreach ((BodyCall call, bool isAwaited) in bodies.CallsOf(handler.Method, isAwaited: true))
            {
                Check(handler.Title, handler.Kind, call);
                if (bodies.HelperOf(call, isAwaited) is not { } helper)
                    continue;
                foreach ((BodyCall inner, _) in bodies.CallsOf(helper, isAwaited))
                    Check($"'{helper.Name}', which '{handler.Method.Name}' calls,", handler.Kind, inner);
            }
        }

        void Check(string who, HandlerKind kind, BodyCall call)
        {
            // Asking the own driver is MIG1012's matter, and asking for a reset without waiting is right.
            if (call.Request is null && DroppedTask.Is(call) && reported.Add(call))
            {
                string what = kind switch { HandlerKind.Step => "the step", HandlerKind.Reset => "the reset", _ => "the call" };
                check.Report(call.Operation.Syntax.GetLocation(), who, call.Operation.TargetMethod.Name, what);
            }
        }
    }
}
