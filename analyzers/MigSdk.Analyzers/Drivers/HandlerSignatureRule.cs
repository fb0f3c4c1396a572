using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1007: handlers and hooks have signatures that generated code can call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerSignatureRule() : DriverRule(Descriptor, DriverScope.Driver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.HandlerSignature,
        "A handler has a signature that cannot be called",
        "'{0}' cannot be called: {1}",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.HandlerSignature));

    private protected override void Check(DriverCheck check)
    {
        var problems = new Dictionary<IMethodSymbol, string>(SymbolEqualityComparer.Default);
        foreach (ArcHandlerReading handler in check.Driver.ArcHandlers)
            Add(problems, handler.Method, handler.Signature.Problem);
        foreach (BoundaryHandlerReading handler in check.Driver.BoundaryHandlers)
            Add(problems, handler.Method, handler.Signature.Problem);
        foreach (HookReading hook in check.Driver.ResetHooks)
            Add(problems, hook.Method, HookSignature.ResetProblem(hook.Method));
        foreach (HookReading hook in check.Driver.StopCopyLengthHooks)
            Add(problems, hook.Method, HookSignature.StopCopyLengthProblem(hook.Method));

        foreach (KeyValuePair<IMethodSymbol, string> problem in problems)
            check.Report(problem.Key.Identifier(), problem.Key.Name, problem.Value);
    }

    private static void Add(Dictionary<IMethodSymbol, string> problems, IMethodSymbol method, string? problem)
    {
        if (problem is not null && !problems.ContainsKey(method))
            problems.Add(method, problem);
    }
}
