using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>What Mermaid takes as an id and as a label.</summary>
internal static class MermaidText
{
    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "accDescr", "accTitle", "as", "choice", "class", "classDef", "click", "default", "direction", "end", "fork",
        "hide", "history", "href", "join", "left", "note", "of", "right", "root", "scale", "state", "stateDiagram",
        "style", "title",
    };

    public static bool IsUsableId(string name) =>
        name.Length > 0 && IsLetter(name[0]) && name.All(IsIdCharacter) && !Keywords.Contains(name);

    /// <summary>The text with everything that might mean something to Mermaid written as its entity code.</summary>
    public static string Label(string text) => string.Concat(PlainText.Escape(text).Select(c =>
        IsIdCharacter(c) || c > '~' || " ,.()[]".IndexOf(c) >= 0 ? c.ToString() : $"#{PlainText.Number(c)};"));

    private static bool IsIdCharacter(char c) => IsLetter(c) || (c >= '0' && c <= '9') || c == '_';

    private static bool IsLetter(char c) => (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
