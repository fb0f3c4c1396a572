using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers.Tests;

/// <summary>Every rule of the assembly: what is shown of one holds in the presence of all. And every suppressor.</summary>
internal static class AllRules
{
    // Suppressors are analyzers too, but they report nothing.
    private static readonly ImmutableArray<DiagnosticAnalyzer> All =
    [
        .. typeof(RuleIds).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    internal static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = [.. All.Where(rule => rule is not DiagnosticSuppressor)];

    internal static ImmutableArray<DiagnosticSuppressor> Suppressors { get; } = [.. All.OfType<DiagnosticSuppressor>()];

    /// <summary>The descriptor of a rule.</summary>
    internal static DiagnosticDescriptor Descriptor(string id) =>
        Analyzers.SelectMany(rule => rule.SupportedDiagnostics).Single(descriptor => descriptor.Id == id);
}
