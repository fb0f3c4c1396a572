namespace MigSdk.Spec;

/// <summary>The hosts and drivers that a changed transition is about, in words.</summary>
internal static class CompatibilityWords
{
    /// <param name="report">The report.</param>
    /// <param name="transition">One of its transitions.</param>
    /// <param name="hosts">The word for hosts, with their spec where that is to be named.</param>
    public static string Hosts(CompatibilityReport report, TransitionCompatibility transition, string hosts)
    {
        IndexSet seen = transition.HostFeatures.Except(report.Old.MandatoryFeatures);
        return hosts + (seen.IsEmpty ? "" : $" that see {PlainText.Features(report.Old, seen)}");
    }

    /// <param name="report">The report.</param>
    /// <param name="transition">One of its transitions.</param>
    /// <param name="drivers">The word for drivers, with their spec where that is to be named.</param>
    public static string Drivers(CompatibilityReport report, TransitionCompatibility transition, string drivers)
    {
        StateMachineSpec spec = report.New;
        IndexSet declared = transition.DriverFeatures.Except(spec.MandatoryFeatures);
        if (transition.Level == CompatibilityLevel.Breaking || spec.Features.Length == spec.MandatoryFeatures.Count)
        {
            return "all " + drivers;
        }

        return transition.Needs.Count > 1 ? $"{drivers} that lack one of {PlainText.Features(spec, transition.Needs)}"
            : transition.Needs.Count == 1 ? $"{drivers} without {PlainText.Features(spec, transition.Needs)}"
            : declared.IsEmpty ? $"{drivers} without optional features"
            : $"{drivers} with {PlainText.Features(spec, declared)}";
    }

    public static string Pair(CompatibilityReport report, TransitionCompatibility transition) =>
        $"{PlainText.Name(report.Old, transition.Pair.From)} -> {PlainText.Name(report.Old, transition.Pair.To)}";
}
