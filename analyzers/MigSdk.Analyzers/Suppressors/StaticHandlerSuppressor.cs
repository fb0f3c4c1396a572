using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>MIGS0003: a handler is a step of this device, also where it has nothing to do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaticHandlerSuppressor() : HandlerSuppressor(new SuppressionDescriptor(
    SuppressionIds.StaticHandler, "CA1822", "A handler is a step of one device, also where it does not touch its data."));
