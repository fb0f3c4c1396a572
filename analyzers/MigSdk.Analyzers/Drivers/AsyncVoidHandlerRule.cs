using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1013: the engine can wait for every handler.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsyncVoidHandlerRule() : DriverRule(Descriptor, DriverScope.Driver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.AsyncVoidHandler,
        "A handler is async void",
        "{0} is async void: the engine can neither wait for it nor see it fail; return ValueTask",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.AsyncVoidHandler));

    private protected override void Check(DriverCheck check)
    {
        DriverReading driver = check.Driver;
        foreach (HandlerMethod handler in HandlerMethod.Of(driver).Where(handler => IsAsyncVoid(driver, handler.Method)))
            check.Report(handler.Body.Identifier(), handler.Title);
    }

    // A reset waits for nothing, so that a task would be no better there: MIG1007 says so.
    private static bool IsAsyncVoid(DriverReading driver, IMethodSymbol method)
    {
        bool isStep = driver.ArcHandlers.Any(handler => handler.Signature.IsAsyncVoid && Is(handler.Method))
            || driver.BoundaryHandlers.Any(handler => handler.Signature.IsAsyncVoid && Is(handler.Method));
        return isStep && !driver.ResetHooks.Any(hook => Is(hook.Method));

        bool Is(IMethodSymbol other) => SymbolEqualityComparer.Default.Equals(method, other);
    }
}
