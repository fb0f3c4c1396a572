using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>
/// The states of a session group that a new session can come to without having passed an arc whose handler assigns a
/// member: only there does a handler see what another session left in it.
/// </summary>
internal sealed class UnwrittenStates
{
    private readonly HashSet<int> _states = [];
    private readonly Shielding _shielding;

    public UnwrittenStates(ISymbol member, IReadOnlyCollection<CodeUnit> deposits, string group, DriverCode code)
    {
        _shielding = new Shielding(code, member);
        RequiredArc[] arcs = [.. code.Facts.Driver.Plan.RequiredArcs.Where(arc => code.Facts.Driver.Spec!.States[arc.To].Group == group)];
        HashSet<StatePair> writing =
        [
            .. deposits.Where(_shielding.CertainlyWrites).SelectMany(unit => unit.Phases)
                .Where(phase => phase.Kind == PhaseKind.Inside).Select(phase => phase.Arc).OfType<StatePair>(),
        ];
        var waiting = new Stack<int>(arcs.Where(arc => arc.Opens == group).Select(arc => arc.To));
        while (waiting.Count > 0)
        {
            int state = waiting.Pop();
            if (!_states.Add(state))
                continue;
            foreach (RequiredArc arc in arcs)
            {
                if (arc.From == state && !writing.Contains(new StatePair(arc.From, arc.To)))
                    waiting.Push(arc.To);
            }
        }
    }

    /// <summary>Whether a look comes where the member may not have been assigned by this session.</summary>
    public bool AreSeenBy(MemberUse look) =>
        look.Unit.Phases.Any(phase => phase.Kind is not (PhaseKind.Inside or PhaseKind.Leaving) || (phase.Arc is { } arc && _states.Contains(arc.From)))
        && !_shielding.Shields(look.Operation);
}
