using System.Globalization;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>States by name or value.</summary>
internal static class StateNames
{
    /// <summary>Finds a state by its name, loosely spelled, or by its value.</summary>
    /// <exception cref="CliException">There is no such state.</exception>
    internal static int Find(StateMachineSpec spec, string text)
    {
        if (TryFind(spec, text) is { } state)
            return state;
        throw new CliException(
            ExitCode.NotFound,
            $"{spec.Name} has no state '{text}'. {Suggestions.For(text, [.. spec.States.Select(s => s.Name)])}");
    }

    private static int? TryFind(StateMachineSpec spec, string text)
    {
        string wanted = LooseName.Of(text);
        bool isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
        for (int i = 0; i < spec.States.Length; i++)
        {
            if (spec.States[i].Name == text || (wanted.Length > 0 && LooseName.Of(spec.States[i].Name) == wanted)
                || (isNumber && spec.States[i].Value == value))
            {
                return i;
            }
        }

        return null;
    }
}
