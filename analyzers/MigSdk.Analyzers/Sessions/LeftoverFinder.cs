using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>
/// Finds the members that only code of one group's sessions uses, that some of it leaves something in, that other parts
/// look at before they have certainly been assigned, and that nobody sets back where such a session begins or ends.
/// </summary>
internal static class LeftoverFinder
{
    public static Leftover? Find(ISymbol symbol, DriverCode code)
    {
        if (SessionMember.TryRead(symbol, code) is not { } member)
            return null;

        var uses = new List<(MemberUse Use, Effect Effect)>();
        foreach (MemberAccess access in code.AccessesOf(symbol))
        {
            if (MemberUseReader.Read(access, code.Facts.Driver.Type) is { } use)
                uses.Add((use, member.EffectOf(use)));
        }

        return GroupOf(uses) is { } group ? Find(member, group, uses, code) : null;
    }

    // What other code uses too is the device's own state.
    private static string? GroupOf(List<(MemberUse Use, Effect Effect)> uses)
    {
        if (uses.Any(use => use.Effect == Effect.Unknown))
            return null;
        string?[] groups = [.. uses.SelectMany(use => use.Use.Unit.Phases).Select(phase => phase.IsOfSession ? phase.Group : null).Distinct()];
        return groups.Length == 1 ? groups[0] : null;
    }

    private static Leftover? Find(SessionMember member, string group, List<(MemberUse Use, Effect Effect)> uses, DriverCode code)
    {
        (MemberUse Use, Effect Effect)[] deposits = [.. uses.Where(use => use.Effect is Effect.Latch or Effect.Accumulate or Effect.Deposit)];
        (MemberUse Use, Effect Effect)[] clears = [.. uses.Where(use => use.Effect == Effect.Clear)];
        bool isMinded = deposits.Concat(clears).Any(use => RunsAtEdge(use.Use.Unit))
            || clears.Any(use => !use.Use.Unit.Phases.All(phase => phase.Kind == PhaseKind.Leaving))
            // What the last arc takes over is the device's from then on.
            || deposits.Any(use => use.Effect != Effect.Latch && use.Use.Unit.Runs(PhaseKind.Leaving));
        if (isMinded || deposits.Length == 0)
            return null;

        StatePair? forgottenBy = null;
        if (clears.Length > 0)
        {
            forgottenBy = FirstArcWithout(clears.Select(use => use.Use.Unit), group, code);
            if (forgottenBy is null)
                return null;
        }

        var arrivals = new UnwrittenStates(member.Symbol, [.. deposits.Select(use => use.Use.Unit)], group, code);
        bool isSeen = uses.Any(look => look.Effect == Effect.Look
            && deposits.Any(deposit => member.Sees(look.Use, deposit.Effect, group))
            && arrivals.AreSeenBy(look.Use));
        return isSeen ? new Leftover(member.Symbol, group, forgottenBy) : null;
    }

    private static bool RunsAtEdge(CodeUnit unit) => unit.Runs(PhaseKind.Opening) || unit.Runs(PhaseKind.Boundary);

    private static StatePair? FirstArcWithout(IEnumerable<CodeUnit> clearing, string group, DriverCode code)
    {
        HashSet<StatePair> cleared = [.. clearing.SelectMany(unit => unit.Phases).Select(phase => phase.Arc).OfType<StatePair>()];
        foreach (RequiredArc arc in code.Facts.Driver.Plan.RequiredArcs)
        {
            var pair = new StatePair(arc.From, arc.To);
            if (arc.Closes == group && !cleared.Contains(pair))
                return pair;
        }

        return null;
    }
}
