using System;
using System.Linq;
using System.Reflection;
using MigSdk.Spec;

namespace MigSdk.Testing.Model;

/// <summary>The spec of <see cref="MigrationState"/> as data, read from the attributes on the enum.</summary>
internal static class SpecOfMigration
{
    internal static SpecPlan Plan { get; } = Planner.Plan(Read());

    private static StateMachineSpec Read()
    {
        Type type = typeof(MigrationState);
        StateMachineSpecAttribute spec = type.GetCustomAttribute<StateMachineSpecAttribute>()!;
        var builder = new StateMachineSpecBuilder(type.Name);
        MigrationFeatures[] features = [.. Enum.GetValues<MigrationFeatures>().Where(feature => feature != 0)];
        foreach (MigrationFeatures feature in features)
            builder.Feature(feature.ToString(), (long)feature);

        foreach (MigrationState state in Enum.GetValues<MigrationState>())
        {
            FieldInfo field = typeof(MigrationState).GetField(state.ToString())!;
            MigrationFeatures needs = field.GetCustomAttribute<RequiresAttribute<MigrationFeatures>>()?.Features ?? 0;
            string[] required = [.. features.Where(feature => needs.HasFlag(feature)).Select(feature => feature.ToString())];
            bool preCopy = field.IsDefined(typeof(PreCopyStateAttribute), inherit: false);
            builder.State(state.ToString(), (long)state, required, preCopy: preCopy);
        }

        foreach (SpecArcAttribute<MigrationState> arc in type.GetCustomAttributes<SpecArcAttribute<MigrationState>>())
        {
            string? opens = arc.Opens == SessionKind.None ? null : arc.Opens.ToString();
            builder.Arc(arc.From.ToString(), arc.To.ToString(), opens, arc.Preference);
        }

        foreach (BlockedAttribute<MigrationState> pair in type.GetCustomAttributes<BlockedAttribute<MigrationState>>())
            builder.Blocked(pair.From.ToString(), pair.To.ToString());
        return builder
            .Initial(((MigrationState)spec.Initial).ToString())
            .Error(((MigrationState)spec.Error).ToString())
            .Build();
    }
}
