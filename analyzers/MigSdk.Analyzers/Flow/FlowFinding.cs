using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MigSdk.Analyzers;

/// <summary>Something that is certainly so at one place of a method.</summary>
/// <param name="Id">The rule whose it is.</param>
/// <param name="Place">Where.</param>
/// <param name="Others">Other places that belong to it.</param>
/// <param name="Arguments">What the rule's message says.</param>
internal sealed record FlowFinding(
    string Id, Location Place, ImmutableArray<Location> Others, ImmutableArray<object> Arguments);
