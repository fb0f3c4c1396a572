using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MigSdk.Spec;

/// <summary>What the renderers have in common: words for the parts of a spec, and their line end.</summary>
internal static class PlainText
{
    /// <summary>The text with characters that would break a line or hide written as <c>\uXXXX</c>.</summary>
    public static string Escape(string text)
    {
        if (!text.Any(IsHidden))
        {
            return text;
        }

        StringBuilder escaped = new();
        foreach (char c in text)
        {
            escaped.Append(IsHidden(c) ? $"\\u{(int)c:X4}" : c.ToString());
        }

        return escaped.ToString();
    }

    public static string Name(StateMachineSpec spec, int state) => Escape(spec.States[state].Name);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The names of features, separated by commas.</summary>
    public static string Features(StateMachineSpec spec, IndexSet features) =>
        string.Join(", ", features.Select(feature => Escape(spec.Features[feature].Name)));

    /// <summary>The features beyond the mandatory ones that a state requires; empty if there are none.</summary>
    public static string OptionalFeatures(StateMachineSpec spec, int state)
    {
        if (state == spec.Error)
        {
            return "";
        }

        IEnumerable<string> words = spec.States[state].Requires.Except(spec.MandatoryFeatures)
            .Select(feature => spec.Features[feature].OptionalState == state
                ? "optional"
                : Escape(spec.Features[feature].Name));
        return string.Join(", ", words);
    }

    /// <summary>What going from one state to another does to sessions; empty if nothing.</summary>
    public static string Sessions(StateMachineSpec spec, int from, int to)
    {
        string closes = spec.ClosedBy(from, to) is string closed ? $"closes {Escape(closed)}" : "";
        string opens = spec.OpenedBy(from, to) is string opened ? $"opens {Escape(opened)}" : "";
        return closes + (closes.Length > 0 && opens.Length > 0 ? ", " : "") + opens;
    }

    /// <summary>The groups of the spec's states, each once, in the order of the states.</summary>
    public static string[] Groups(StateMachineSpec spec) =>
        [.. spec.States.Select(state => state.Group).OfType<string>().Distinct()];

    /// <summary>The indexes of the states of a group; null for those that are in none.</summary>
    public static IEnumerable<int> StatesOf(StateMachineSpec spec, string? group) =>
        Enumerable.Range(0, spec.States.Length).Where(state => spec.States[state].Group == group);

    public static StringBuilder Line(this StringBuilder text, string line) => text.Append(line).Append('\n');

    private static bool IsHidden(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
