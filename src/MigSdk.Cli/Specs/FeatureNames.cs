using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>Features by name.</summary>
internal static class FeatureNames
{
    internal static IndexSet All(StateMachineSpec spec) =>
        IndexSet.Of([.. Enumerable.Range(0, spec.Features.Length)]);

    /// <summary>The features of these names, and the mandatory ones. Upper and lower case are the same.</summary>
    /// <exception cref="CliException">The spec has no feature of a name.</exception>
    internal static IndexSet Find(StateMachineSpec spec, IEnumerable<string> names)
    {
        IndexSet found = spec.MandatoryFeatures;
        foreach (string name in names)
            found = found.Add(Find(spec, name));
        return found;
    }

    /// <summary>The names in the spec's order, the mandatory ones left out.</summary>
    internal static ImmutableArray<string> Optional(StateMachineSpec spec, IndexSet features) =>
        [.. features.Except(spec.MandatoryFeatures).Select(feature => spec.Features[feature].Name)];

    /// <summary>The names in the spec's order.</summary>
    internal static ImmutableArray<string> Of(StateMachineSpec spec, IndexSet features) =>
        [.. features.Select(feature => spec.Features[feature].Name)];

    private static int Find(StateMachineSpec spec, string name)
    {
        string wanted = LooseName.Of(name);
        for (int i = 0; i < spec.Features.Length; i++)
        {
            if (LooseName.Of(spec.Features[i].Name) == wanted)
                return i;
        }

        string[] names = [.. spec.Features.Select(feature => feature.Name)];
        throw new CliException(
            ExitCode.NotFound,
            names.Length == 0
                ? $"{spec.Name} has no feature '{name}': it has none at all. Leave out what stands after the @."
                : $"{spec.Name} has no feature '{name}'. {Suggestions.For(name, names)}");
    }
}
