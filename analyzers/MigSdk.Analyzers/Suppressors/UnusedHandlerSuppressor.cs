using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>
/// MIGS0001: a handler is not unused. Where another mistake keeps the generator from calling it, that one is reported.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedHandlerSuppressor() : HandlerSuppressor(new SuppressionDescriptor(
    SuppressionIds.UnusedHandler, "IDE0051", "The state machine calls a driver's handlers and hooks."));
