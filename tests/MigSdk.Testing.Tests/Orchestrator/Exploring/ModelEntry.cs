using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Testing.Tests;

/// <summary>What <see cref="ControlledHost"/> calls in the model that it loads. Only the framework's own types go in and out.</summary>
internal static class ModelEntry
{
    internal static (int[] Counts, Dictionary<string, string> Violations, string[] Outcomes) Explore(
        string system, int source, int destination, int mishaps, bool merges, string? until)
    {
        ModelKind from = ModelKind.All[source];
        ModelKind to = ModelKind.All[destination];
        Func<ClosedSystem> create = Enum.Parse<ModelSystem>(system) switch
        {
            ModelSystem.Local => () => new LocalSystem(from, to, hasDowntimeLimit: false),
            ModelSystem.LocalWithDowntimeLimit => () => new LocalSystem(from, to, hasDowntimeLimit: true),
            ModelSystem.Remote => () => new RemoteSystem(from, to, noticesSilence: false),
            _ => () => new RemoteSystem(from, to, noticesSilence: true),
        };
        var explorer = new Explorer(create, mishaps, merges, until is null ? null : Enum.Parse<Law>(until));
        explorer.Explore();
        StateGraph graph = explorer.Graph;
        return (
            [explorer.Ways, graph.Count, graph.Edges, graph.Ends, merges ? graph.LongestWay() ?? -1 : -1],
            explorer.Violations.ToDictionary(found => found.Key.ToString(), found => found.Value.What),
            [.. explorer.Outcomes]);
    }
}
