using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>A driver that is yet to be written.</summary>
/// <param name="Spec">Its spec.</param>
/// <param name="Attribute">The attribute that makes it one; null where it has it.</param>
/// <param name="Handlers">A handler for every arc that the plan requires.</param>
internal sealed record DriverDraft(SpecReading Spec, string? Attribute, ImmutableArray<HandlerDraft> Handlers)
{
    /// <summary>Whether the author's file speaks of the spec by <c>[Arc(…)]</c> and not <c>[Arc&lt;T&gt;(…)]</c>.</summary>
    internal bool IsPlain => Spec.Type.Is("MigrationState");

    internal static DriverDraft Of(INamedTypeSymbol type, SpecReading spec, DriverPlan plan, string? attribute)
    {
        var names = new FreeNames(type, spec.Type);
        var roles = new ArcRoles(spec);
        int initial = plan.Spec.Initial;
        return new DriverDraft(
            spec,
            attribute,
            [
                .. plan.RequiredArcs
                    .GroupBy(roles.Of)
                    .OrderBy(group => group.Key.Rank)
                    .ThenBy(group => group.First().From != initial)
                    .Select(group => Handler(group.Key, [.. group], names)),
            ]);
    }

    private static HandlerDraft Handler(ArcRole role, ImmutableArray<RequiredArc> arcs, FreeNames names)
    {
        string? opens = arcs[0].Opens;
        string? takes = opens is null && arcs[0].Closes == "Resuming" ? "Resuming" : null;
        return new HandlerDraft(names.Take(role.Name), arcs, opens, takes, role.Comment);
    }
}
