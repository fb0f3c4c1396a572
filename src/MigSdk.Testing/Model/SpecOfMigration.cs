using System;
using System.Linq;
using System.Reflection;
using MigSdk.Spec;

namespace MigSdk.Testing.Model;

/// <summary>The spec of <see cref="MigrationState"/> as data, from the attributes on the enum: the only place where it stands.</summary>
internal static class SpecOfMigration
{
    internal static SpecPlan Plan { get; } = Planner.Plan(Read());

    private static StateMachineSpec Read()
    {
        Type type = typeof(MigrationState);
        StateMachineSpecAttribute spec = type.GetCustomAttribute<StateMachineSpecAttribute>()!;
        var builder = new StateMachineSpecBuilder(type.Name);
        MigrationFeatures[] features = [.. Enum.GetValues<MigrationFeatures>().Where(feature => feature != MigrationFeatures.None)];
        foreach (MigrationFeatures feature in features)
            builder.Feature(feature.ToString(), (long)feature);

        foreach (MigrationState state in Enum.GetValues<MigrationState>())
        {
            FieldInfo field = typeof(MigrationState).GetField(state.ToString())!;
            MigrationFeatures needs = field.GetCustomAttribute<RequiresAttribute<MigrationFeatures>>()?.Features ?? MigrationFeatures.None;
            bool preCopy = field.IsDefined(typeof(PreCopyStateAttribute), inherit: false);
            builder.State(
                state.ToString(), (long)state, features.Where(feature => needs.HasFlag(feature)).Select(f => f.ToString()), preCopy: preCopy);
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
