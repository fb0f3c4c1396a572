using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>The name under which a spec is recorded: the enum's full name, as <c>Type.FullName</c> gives it.</summary>
public static class RecordedName
{
    /// <summary>The full name of a type.</summary>
    public static string Of(INamedTypeSymbol type)
    {
        var names = new Stack<string>();
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
            names.Push(part.MetadataName);
        string name = string.Join("+", names);
        return type.ContainingNamespace is { IsGlobalNamespace: false } scope ? $"{scope.ToDisplayString()}.{name}" : name;
    }

    /// <summary>
    /// A spec that is declared in this assembly and means what it says, under the name under which it is recorded.
    /// </summary>
    /// <returns>The spec; null where there is none, or where its own rules have something against it.</returns>
    public static StateMachineSpec? SpecOf(INamedTypeSymbol type) =>
        SpecReader.TryRead(type) is { HasMeaningfulPlan: true, Spec: { } spec }
            ? new StateMachineSpec(
                Of(type), spec.States, spec.Features, spec.Arcs, spec.BlockedPairs, spec.Initial, spec.Error, spec.SingleArcsOnly)
            : null;
}
