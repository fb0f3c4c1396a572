using System.Collections.Generic;

namespace MigSdk.Spec;

/// <summary>Compares which states are the initial and the error state.</summary>
internal static class RoleComparer
{
    public static void Run(SpecMatch match, List<CompatibilityFinding> findings)
    {
        StateMachineSpec old = match.Old;
        StateMachineSpec current = match.New;
        if (match.State(old.Initial) != current.Initial)
        {
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.InitialStateChanged,
                CompatibilityLevel.Breaking,
                $"After reset the state is {PlainText.Name(current, current.Initial)}, "
                    + $"was {PlainText.Name(old, old.Initial)}.",
                old.Initial));
        }

        if (old.Error is not int before)
        {
            AddIfNew(match, findings);
        }
        else if (current.Error is not int now)
        {
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.ErrorStateRemoved,
                CompatibilityLevel.Compatible,
                $"There is no error state any more, was {PlainText.Name(old, before)}.",
                before));
        }
        else if (match.State(before) != now)
        {
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.ErrorStateChanged,
                CompatibilityLevel.Breaking,
                $"The error state is {PlainText.Name(current, now)}, was {PlainText.Name(old, before)}.",
                before));
        }
    }

    private static void AddIfNew(SpecMatch match, List<CompatibilityFinding> findings)
    {
        if (match.New.Error is int now)
        {
            // A host that gets on after a failure by asking for another state gets on no more.
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.ErrorStateAdded,
                CompatibilityLevel.Breaking,
                $"A failure may end in {PlainText.Name(match.New, now)}, which only reset leads out of; "
                    + "there was no error state."));
        }
    }
}
