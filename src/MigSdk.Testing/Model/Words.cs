using System.Collections.Generic;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Model;

/// <summary>How arcs and paths are written in a report.</summary>
internal static class Words
{
    internal static string Arc((MigrationState From, MigrationState To) arc) => $"{arc.From} -> {arc.To}";

    internal static string Arc((MigrationState From, MigrationState To) arc, Way way) =>
        way == Way.Synchronous ? $"{Arc(arc)} by SetState" : Arc(arc);

    internal static string Path(MigrationState from, IEnumerable<MigrationState> path) =>
        string.Join(" -> ", [from, .. path]);
}
