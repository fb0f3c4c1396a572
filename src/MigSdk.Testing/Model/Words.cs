using System.Collections.Generic;

namespace MigSdk.Testing.Model;

/// <summary>How arcs and paths are written in a report.</summary>
internal static class Words
{
    internal static string Arc((MigrationState From, MigrationState To) arc) => $"{arc.From} -> {arc.To}";

    internal static string Path(MigrationState from, IEnumerable<MigrationState> path) =>
        string.Join(" -> ", [from, .. path]);
}
