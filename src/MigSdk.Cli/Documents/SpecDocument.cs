using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>A spec as a document for scripts.</summary>
internal sealed record SpecDocument(
    string Name,
    bool SingleArcsOnly,
    ImmutableArray<FeatureDocument> Features,
    ImmutableArray<StateDocument> States,
    ImmutableArray<ArcDocument> Arcs,
    ImmutableArray<PairDocument> Blocked)
{
    internal static SpecDocument Of(StateMachineSpec spec) => new(
        spec.Name,
        spec.SingleArcsOnly,
        [.. spec.Features.Select((feature, index) => new FeatureDocument(
            feature.Name, feature.Value, spec.MandatoryFeatures.Contains(index), feature.OptionalState is not null))],
        [.. spec.States.Select((state, index) => new StateDocument(
            state.Name,
            state.Value,
            FeatureNames.Of(spec, state.Requires),
            state.Group,
            state.IsPreCopy,
            index == spec.Initial,
            index == spec.Error))],
        [.. spec.Arcs.Select(arc => new ArcDocument(
            spec.States[arc.From].Name,
            spec.States[arc.To].Name,
            spec.OpenedBy(arc.From, arc.To),
            spec.ClosedBy(arc.From, arc.To),
            arc.Preference))],
        [.. spec.BlockedPairs.Select(pair => PairDocument.Of(spec, pair))]);
}

/// <summary>A feature of a spec.</summary>
internal sealed record FeatureDocument(string Name, long Value, bool IsMandatory, bool IsOptionalState);

/// <summary>A state of a spec. The session is the one that is open in it.</summary>
internal sealed record StateDocument(
    string Name, long Value, ImmutableArray<string> Requires, string? Session, bool IsPreCopy, bool IsInitial, bool IsError);

/// <summary>An arc of a spec, and the sessions that it opens and closes.</summary>
internal sealed record ArcDocument(string From, string To, string? Opens, string? Closes, int Preference);

/// <summary>Two states.</summary>
internal sealed record PairDocument(string From, string To)
{
    internal static PairDocument Of(StateMachineSpec spec, StatePair pair) =>
        new(spec.States[pair.From].Name, spec.States[pair.To].Name);
}
