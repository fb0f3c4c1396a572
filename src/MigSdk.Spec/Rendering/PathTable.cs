using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;

namespace MigSdk.Spec;

/// <summary>Shows the paths of a driver as aligned text.</summary>
public static class PathTable
{
    private const int DefaultWidth = 109;
    private const string Arrow = " -> ";

    /// <summary>
    /// One line for every supported transition, with its path from start to target; a state onto itself, which takes
    /// no step, has no line. Lines are shorter than 110 characters where the names allow it: from longer paths the
    /// middle is left out. Lines end with <c>\n</c>; equal plans give the same text.
    /// </summary>
    /// <param name="plan">The driver's plan.</param>
    public static string Render(DriverPlan plan) => Render(plan, DefaultWidth);

    /// <summary>The same with another width; <see cref="int.MaxValue"/> shows every path in full.</summary>
    /// <param name="plan">The driver's plan.</param>
    /// <param name="width">The number of characters that a line should not exceed.</param>
    public static string Render(DriverPlan plan, int width)
    {
        if (plan is null)
        {
            throw new ArgumentNullException(nameof(plan));
        }

        string[] names = [.. plan.Spec.States.Select(state => PlainText.Escape(state.Name))];
        int longest = plan.SupportedStates.Max(state => names[state].Length);
        int ends = Math.Max("From".Length, longest) + Math.Max("To".Length, longest) + (2 * TextColumns.GapWidth);
        TextColumns table = new("From", "To", "Path");
        foreach (StatePair pair in plan.SupportedTransitions.Where(pair => pair.From != pair.To))
        {
            ImmutableArray<int> path = plan.GetPath(pair.From, pair.To);
            table.Add(names[pair.From], names[pair.To], Path(names, pair.From, path, width - ends));
        }

        StringBuilder text = new();
        table.AppendTo(text);
        return text.ToString();
    }

    private static string Path(string[] names, int from, ImmutableArray<int> path, int width)
    {
        string[] states = [names[from], .. path.Select(state => names[state])];
        string whole = string.Join(Arrow, states);
        if (whole.Length <= width || states.Length < 3)
        {
            return whole;
        }

        // As many states from the front as fit beside the words for those left out and the target.
        StringBuilder front = new(states[0]);
        int shown = 1;
        while (shown < states.Length - 2 && front.Length + Arrow.Length + states[shown].Length
            + Rest(states, shown + 1).Length <= width)
        {
            front.Append(Arrow).Append(states[shown]);
            shown++;
        }

        string cut = front + Rest(states, shown);
        return cut.Length < whole.Length ? cut : whole;
    }

    private static string Rest(string[] states, int shown) =>
        $"{Arrow}... {states.Length - 1 - shown} more ...{Arrow}{states[states.Length - 1]}";
}
