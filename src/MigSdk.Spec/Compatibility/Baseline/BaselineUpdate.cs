using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Changes the text of baseline files: what an edit does not touch stays as it is, line ends included.</summary>
public static class BaselineUpdate
{
    /// <summary>What a new file begins with.</summary>
    public const string Header =
        "# What hosts of this project's specs may count on, and no release has yet: one line a fact.\n"
        + "# At a release the lines move to MigSpec.Shipped.txt, and shipped lines that *REMOVED* takes back go.\n";

    /// <summary>
    /// Records a spec as it is now: adds lines to the unshipped file, takes shipped lines back, and removes unshipped
    /// lines that hold no more. Lines about other specs stay.
    /// </summary>
    /// <param name="unshipped">The text of the unshipped file.</param>
    /// <param name="record">What both files record.</param>
    /// <param name="spec">The spec; its name is the one under which it is recorded.</param>
    /// <returns>The new text; new lines stand in ordinal order where the old ones do.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static string Record(string unshipped, BaselineRecord record, StateMachineSpec spec)
    {
        _ = unshipped ?? throw new ArgumentNullException(nameof(unshipped));
        _ = record ?? throw new ArgumentNullException(nameof(record));
        string name = BaselineName.Encode((spec ?? throw new ArgumentNullException(nameof(spec))).Name);
        HashSet<BaselineFact> current = [.. BaselineWriter.FactsOf(spec)];
        HashSet<string> wanted =
        [
            .. record.ShippedFactsOf(name).Where(fact => !current.Contains(fact))
                .Select(fact => BaselineFile.RemovalPrefix + fact),
            .. current.Where(fact => !record.IsShipped(fact)).Select(fact => fact.ToString()),
        ];
        HashSet<string> missing = [.. wanted];
        List<string> lines = [];
        foreach (string line in Lines(unshipped))
        {
            // Repetitions and what cannot be read are not this edit's.
            string content = line.TrimEnd();
            missing.Remove(content);
            if (!IsAbout(content, name) || wanted.Contains(content) || !IsReadable(content))
            {
                lines.Add(line);
            }
        }

        return Join(Merge(lines, [.. missing.OrderBy(line => line, StringComparer.Ordinal)]), LineEnd(unshipped));
    }

    /// <summary>
    /// Puts a report of the transitions that are accepted as broken among the comments at the beginning of a file.
    /// </summary>
    /// <param name="unshipped">The text of the unshipped file.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static string Comment(string unshipped, CompatibilityReport report)
    {
        _ = unshipped ?? throw new ArgumentNullException(nameof(unshipped));
        List<string> lines = [.. Lines(unshipped)];
        int first = lines.FindIndex(line => !IsComment(line));
        int start = first < 0 ? lines.Count : first;
        string[] comment =
        [
            .. start > 0 && lines[start - 1].Length > 0 ? [""] : Array.Empty<string>(),
            "# Accepted:",
            .. CompatibilityText.Render(report, CompatibilityLevel.OptOut).TrimEnd('\n').Split('\n')
                .Select(line => ("# " + line).TrimEnd()),
            "",
        ];
        lines.InsertRange(start, comment);
        return Join(lines, LineEnd(unshipped));
    }

    /// <summary>Removes all lines about a spec.</summary>
    /// <param name="text">The text of a file.</param>
    /// <param name="spec">The spec's name.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static string Remove(string text, string spec)
    {
        string name = BaselineName.Encode(spec ?? throw new ArgumentNullException(nameof(spec)));
        return Join(
            Lines(text ?? throw new ArgumentNullException(nameof(text))).Where(line => !IsAbout(line, name)),
            LineEnd(text));
    }

    /// <summary>Removes lines.</summary>
    /// <param name="text">The text of a file.</param>
    /// <param name="numbers">The numbers of the lines; the first is 1.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static string Remove(string text, IEnumerable<int> numbers)
    {
        HashSet<int> removed = [.. numbers ?? throw new ArgumentNullException(nameof(numbers))];
        return Join(
            Lines(text ?? throw new ArgumentNullException(nameof(text))).Where((_, index) => !removed.Contains(index + 1)),
            LineEnd(text));
    }

    // Each new line stands before the first one that is greater. The comments at the beginning stay there, and others
    // stay with the line below them.
    private static IEnumerable<string> Merge(List<string> lines, string[] missing)
    {
        int next = 0, start = 0;
        List<string> comments = [];
        while (start < lines.Count && IsComment(lines[start]))
        {
            yield return lines[start++];
        }

        foreach (string line in lines.Skip(start))
        {
            if (IsComment(line))
            {
                comments.Add(line);
                continue;
            }

            while (next < missing.Length && string.CompareOrdinal(missing[next], line) < 0)
            {
                yield return missing[next++];
            }

            foreach (string comment in comments)
            {
                yield return comment;
            }

            comments.Clear();
            yield return line;
        }

        foreach (string line in missing.Skip(next).Concat(comments))
        {
            yield return line;
        }
    }

    private static bool IsComment(string line) => line.Length == 0 || line[0] == '#';

    private static bool IsAbout(string line, string name) =>
        line.StartsWith(name + " ", StringComparison.Ordinal)
        || line.StartsWith(BaselineFile.RemovalPrefix + name + " ", StringComparison.Ordinal);

    private static bool IsReadable(string line) => BaselineFile.Parse("", line).Faults.IsEmpty;

    private static IEnumerable<string> Lines(string text)
    {
        string[] lines = text.Split('\n');
        return lines.Take(lines[lines.Length - 1].Length == 0 ? lines.Length - 1 : lines.Length)
            .Select(line => line.TrimEnd('\r'));
    }

    private static string Join(IEnumerable<string> lines, string end) => string.Concat(lines.Select(line => line + end));

    private static string LineEnd(string text)
    {
        int end = text.IndexOf('\n');
        return end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
    }
}
