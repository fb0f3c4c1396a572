using System;
using System.Collections.Generic;

namespace MigSdk.Testing;

/// <summary>One thing that was wrong, with all that is needed to find it. As text it has ten lines at most.</summary>
/// <param name="Case">What was tried, the arc or the pair of states first.</param>
/// <param name="Walk">What each device had been asked for until then.</param>
/// <param name="Expected">What should have been seen.</param>
/// <param name="Seen">What was seen.</param>
public sealed record CheckFailure(string Case, IReadOnlyList<string> Walk, string Expected, string Seen)
{
    private const int MaxWalks = 4;

    /// <summary>The exception that was seen or that the check ran into; null where there was none.</summary>
    public Exception? Cause { get; init; }

    /// <summary>The failure in a few lines.</summary>
    /// <returns>A text of ten lines at most.</returns>
    public override string ToString() => string.Join('\n', Lines());

    internal IEnumerable<string> Lines()
    {
        yield return $"at        {Text.OneLine(Case)}";
        for (int i = 0; i < Walk.Count && i < MaxWalks; i++)
            yield return $"{(i == 0 ? "walk" : ""),-10}{Text.OneLine(Walk[i])}";
        yield return $"expected  {Text.OneLine(Expected)}";
        yield return $"seen      {Text.OneLine(Seen)}";
    }
}
