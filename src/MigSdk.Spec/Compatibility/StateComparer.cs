using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Compares the states of two specs.</summary>
internal static class StateComparer
{
    public static void Run(SpecMatch match, List<CompatibilityFinding> findings)
    {
        for (int state = 0; state < match.Old.States.Length; state++)
        {
            if (match.State(state) is int now)
            {
                Compare(match, state, now, findings);
            }
            else if (state != match.Old.Error)
            {
                // What becomes of the error state is the error state's finding.
                findings.Add(new CompatibilityFinding(
                    CompatibilityFindingKind.StateRemoved, Level(match, state), Removed(match, state), state));
            }
        }
    }

    public static void AddUnknown(SpecMatch match, int[] onTheWay, List<CompatibilityFinding> findings)
    {
        for (int state = 0; state < onTheWay.Length; state++)
        {
            if (onTheWay[state] > 0)
            {
                findings.Add(new CompatibilityFinding(
                    CompatibilityFindingKind.UnknownStateOnTheWay,
                    CompatibilityLevel.Compatible,
                    $"{Described(match.New, state)}, which hosts do not know, is on the way of "
                        + $"{Transitions(onTheWay[state])}: a failed step may leave a driver there."));
            }
        }
    }

    /// <summary>The session that is open in a state, in words.</summary>
    public static string SessionOf(SpecState state) =>
        state.Group is null ? "no session" : $"session {PlainText.Escape(state.Group)}";

    private static void Compare(SpecMatch match, int state, int now, List<CompatibilityFinding> findings)
    {
        SpecState before = match.Old.States[state];
        SpecState after = match.New.States[now];
        string name = PlainText.Name(match.Old, state);
        CompatibilityLevel level = Level(match, state);
        if (before.Value != after.Value)
        {
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.StateValueChanged,
                level,
                $"{name} has the value {PlainText.Number(after.Value)}, was {PlainText.Number(before.Value)}"
                    + $"{NowMeaning(match, before)}.",
                state));
        }

        if (before.Group != after.Group)
        {
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.StateGroupChanged,
                level,
                $"In {name} {SessionOf(after)} is open, was {SessionOf(before)}.",
                state));
        }

        if (before.IsPreCopy != after.IsPreCopy)
        {
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.StatePreCopyChanged,
                level,
                $"{name} is {(after.IsPreCopy ? "a pre-copy state, and was none" : "no pre-copy state any more")}.",
                state));
        }

        CompareNeeds(match, state, now, findings);
    }

    private static void CompareNeeds(SpecMatch match, int state, int now, List<CompatibilityFinding> findings)
    {
        // The error state belongs to every driver, whatever it requires.
        if (match.ExpectedFrom(state) is not IndexSet expected || now == match.New.Error || state == match.Old.Error)
        {
            return;
        }

        IndexSet needs = match.NeededFor(now).Except(expected);
        if (!needs.IsEmpty)
        {
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.StateNeedsFeature,
                CompatibilityLevel.OptOut,
                $"{PlainText.Name(match.Old, state)} is there only for drivers with "
                    + $"{PlainText.Features(match.New, needs)}; with others hosts never get there.",
                state));
        }
    }

    private static string Removed(SpecMatch match, int state) =>
        $"{Described(match.Old, state)} is gone{NowMeaning(match, match.Old.States[state])}.";

    private static string NowMeaning(SpecMatch match, SpecState before)
    {
        SpecState? other = match.New.States.FirstOrDefault(state => state.Value == before.Value);
        return other is null
            ? ""
            : $"; {PlainText.Number(before.Value)} now means {PlainText.Escape(other.Name)}";
    }

    // A state that no driver shows is one that no host asks for. The error state a host meets unasked.
    private static CompatibilityLevel Level(SpecMatch match, int state) =>
        match.ExpectedFrom(state) is null && state != match.Old.Error
            ? CompatibilityLevel.Compatible
            : CompatibilityLevel.Breaking;

    private static string Described(StateMachineSpec spec, int state) =>
        $"{PlainText.Name(spec, state)} ({PlainText.Number(spec.States[state].Value)})";

    private static string Transitions(int count) =>
        count == 1 ? "1 transition" : $"{PlainText.Number(count)} transitions";
}
