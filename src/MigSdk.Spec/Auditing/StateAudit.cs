using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Initial state, error state and the values of states.</summary>
internal static class StateAudit
{
    public static void Run(AuditReport report)
    {
        StateMachineSpec spec = report.Spec;
        if (spec.Initial == spec.Error)
        {
            report.Add(
                AuditFindingKind.InitialIsError,
                spec.Initial,
                $"State {report.Name(spec.Initial)} is both the initial and the error state: reset "
                    + "could not lead out of it. Name another initial state.");
        }
        else
        {
            CheckInitial(report);
            CheckError(report);
        }

        CheckValues(report);
    }

    private static void CheckInitial(AuditReport report)
    {
        StateMachineSpec spec = report.Spec;
        if (spec.Features.Any(feature => feature.OptionalState == spec.Initial))
        {
            report.Add(
                AuditFindingKind.OptionalInitialState,
                spec.Initial,
                $"The initial state {report.Name(spec.Initial)} is optional, but every driver begins in "
                    + "it. Make it an ordinary state, or name another initial state.");
        }
    }

    private static void CheckError(AuditReport report)
    {
        if (report.Spec.Error is int error && !report.Spec.States[error].Requires.IsEmpty)
        {
            report.Add(
                AuditFindingKind.ErrorStateRequiresFeature,
                error,
                $"The error state {report.Name(error)} requires a feature, but it belongs to every "
                    + "driver. Remove the requirement.");
        }
    }

    private static void CheckValues(AuditReport report)
    {
        Dictionary<long, int> owners = [];
        for (int state = 0; state < report.Spec.States.Length; state++)
        {
            long value = report.Spec.States[state].Value;
            if (owners.TryGetValue(value, out int owner))
            {
                string text = value.ToString(CultureInfo.InvariantCulture);
                report.Add(
                    AuditFindingKind.DuplicateValue,
                    state,
                    $"States {report.Name(owner)} and {report.Name(state)} have the same value {text}, "
                        + "so nobody can tell them apart. Give one of them another value.");
            }
            else
            {
                owners.Add(value, state);
            }
        }
    }
}
