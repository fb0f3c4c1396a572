using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>Shows the answer about a path as text and as a document.</summary>
internal static class PathReport
{
    /// <summary>The answer, line by line.</summary>
    internal static IEnumerable<string> Lines(PathAnswer answer, string who)
    {
        StateMachineSpec spec = answer.Plan.Spec;
        string features = string.Join(", ", FeatureNames.Of(spec, answer.Plan.Features));
        string title = $"{who}{(features.Length > 0 ? $" ({features})" : "")}: {Name(answer.From)} -> {Name(answer.To)}";
        if (answer.WhyNot is null)
        {
            yield return title;
            if (answer.From == answer.To)
                yield return "  nothing is done: it is there already";
            for (int i = 1; i < answer.Steps.Length; i++)
            {
                (int from, int to) = (answer.Steps[i - 1], answer.Steps[i]);
                yield return $"  {i}. {Name(from)} -> {Name(to)}{Sessions(from, to)}";
            }

            yield break;
        }

        yield return $"{title} is not supported";
        yield return $"  why:       {answer.WhyNot}.";
        yield return $"  instead:   from {Name(answer.From)} it goes to {Names(answer.Targets)}";
        yield return $"             to {Name(answer.To)} it goes from {Names(answer.Sources)}";
        if (!answer.Detour.IsEmpty)
            yield return $"  requests:  {string.Join(", then ", answer.Detour.Select(Name))}";

        string Name(int state) => spec.States[state].Name;

        string Names(ImmutableArray<int> states) => states.IsEmpty ? "nowhere" : string.Join(", ", states.Select(Name));

        string Sessions(int from, int to)
        {
            string closes = spec.ClosedBy(from, to) is { } closed ? $"  closes {closed}" : "";
            string opens = spec.OpenedBy(from, to) is { } opened ? $"  opens {opened}" : "";
            return closes + opens;
        }
    }

    /// <summary>The answer for scripts.</summary>
    internal static object Document(PathAnswer answer, string who)
    {
        StateMachineSpec spec = answer.Plan.Spec;
        string Name(int state) => spec.States[state].Name;
        return new
        {
            Device = who,
            Spec = spec.Name,
            Features = FeatureNames.Of(spec, answer.Plan.Features),
            From = Name(answer.From),
            To = Name(answer.To),
            IsSupported = answer.WhyNot is null,
            Steps = answer.Steps.Skip(1).Select((to, i) => new
            {
                From = Name(answer.Steps[i]),
                To = Name(to),
                Opens = spec.OpenedBy(answer.Steps[i], to),
                Closes = spec.ClosedBy(answer.Steps[i], to),
            }).ToArray(),
            Why = answer.WhyNot,
            Targets = answer.Targets.Select(Name).ToArray(),
            Sources = answer.Sources.Select(Name).ToArray(),
            Requests = answer.Detour.Select(Name).ToArray(),
        };
    }
}
