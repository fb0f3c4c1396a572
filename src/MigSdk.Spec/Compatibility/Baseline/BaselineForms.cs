using System;
using System.Collections.Generic;

namespace MigSdk.Spec;

/// <summary>How facts are spelled, by their first word: what a message about a misspelled one says.</summary>
internal static class BaselineForms
{
    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["initial"] = "'initial STATE'",
        ["error"] = "'error STATE'",
        ["single-arcs-only"] = "'single-arcs-only'",
        ["state"] = "'state STATE = VALUE', 'state STATE in GROUP', 'state STATE is pre-copy' or 'state STATE needs FEATURE'",
        ["feature"] = "'feature FEATURE = VALUE' or 'feature FEATURE = VALUE is STATE'",
        ["arc"] = "'arc STATE -> STATE' or 'arc STATE -> STATE preference NUMBER'",
        ["blocked"] = "'blocked STATE -> STATE'",
        ["path"] = "'path STATE -> STATE {FEATURE, FEATURE}: STATE -> STATE', with ', opens GROUP' where it does",
    };

    /// <summary>What a fact that begins with a word looks like.</summary>
    public static string Expected(string kind) => Forms.TryGetValue(kind, out string? form)
        ? $"the form is {form}"
        : $"a fact begins with one of {string.Join(", ", Forms.Keys)}";
}
