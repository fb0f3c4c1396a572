using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>MIGS0002: what a handler takes is its contract with the state machine, whether it looks at it or not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedParameterSuppressor() : HandlerSuppressor(new SuppressionDescriptor(
    SuppressionIds.UnusedParameter, "IDE0060", "A handler's parameters are a contract with the state machine."));
