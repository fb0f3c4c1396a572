using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Finds the facts that are in one of two baselines only, and what they mean.</summary>
internal static class BaselineDiff
{
    public static ImmutableArray<BaselineChange> Run(SpecBaseline old, SpecBaseline current)
    {
        Dictionary<string, BaselineJudge> judges = [];
        Dictionary<string, StateMachineSpec> specs = current.Specs.ToDictionary(spec => spec.Name);
        foreach (StateMachineSpec spec in old.Specs.Where(spec => specs.ContainsKey(spec.Name)))
        {
            judges.Add(
                BaselineName.Encode(spec.Name), new BaselineJudge(SpecCompatibility.Compare(spec, specs[spec.Name])));
        }

        BaselineChange Change(BaselineFact fact, bool isAdded) => judges.TryGetValue(fact.Spec, out BaselineJudge? judge)
            ? judge.Judge(fact, isAdded)
            : BaselineJudge.Change(
                fact, isAdded, isAdded ? CompatibilityLevel.Compatible : CompatibilityLevel.Breaking);

        return
        [
            .. old.Facts.Except(current.Facts).Select(fact => Change(fact, isAdded: false))
                .Concat(current.Facts.Except(old.Facts).Select(fact => Change(fact, isAdded: true)))
                .OrderBy(change => change.Fact.ToString(), StringComparer.Ordinal),
        ];
    }
}
