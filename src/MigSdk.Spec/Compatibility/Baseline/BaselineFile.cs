using System;
using System.Collections.Immutable;

namespace MigSdk.Spec;

/// <summary>
/// One of a project's two baseline files, line by line. The facts of releases are in <see cref="ShippedName"/>; what
/// has come since, and what is taken back on purpose, is in <see cref="UnshippedName"/>.
/// </summary>
public sealed class BaselineFile
{
    /// <summary>The name of the file with the facts of releases.</summary>
    public const string ShippedName = "MigSpec.Shipped.txt";

    /// <summary>The name of the file with the facts that no release has.</summary>
    public const string UnshippedName = "MigSpec.Unshipped.txt";

    /// <summary>What a line begins with that takes a shipped fact back.</summary>
    public const string RemovalPrefix = "*REMOVED*";

    private BaselineFile(string name, string text)
    {
        Name = name;
        ImmutableArray<BaselineEntry>.Builder entries = ImmutableArray.CreateBuilder<BaselineEntry>();
        ImmutableArray<BaselineFault>.Builder faults = ImmutableArray.CreateBuilder<BaselineFault>();
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            bool isRemoval = line.StartsWith(RemovalPrefix, StringComparison.Ordinal);
            if (ReadFact(isRemoval ? line.Substring(RemovalPrefix.Length) : line, out BaselineFact fact) is string reason)
            {
                faults.Add(new BaselineFault(
                    this, i + 1, BaselineFaultKind.Unreadable, $"{reason} Correct the line or remove it.", fact.Spec));
            }
            else
            {
                entries.Add(new BaselineEntry(this, i + 1, fact, isRemoval));
            }
        }

        Entries = entries.ToImmutable();
        Faults = faults.ToImmutable();
    }

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>Whether its facts are those of releases.</summary>
    public bool IsShipped => ShippedName.Equals(Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The lines that are facts or take facts back, in their order.</summary>
    public ImmutableArray<BaselineEntry> Entries { get; }

    /// <summary>The lines that cannot be read, in their order.</summary>
    public ImmutableArray<BaselineFault> Faults { get; }

    /// <summary>Reads a file. Empty lines and lines that begin with <c>#</c> say nothing.</summary>
    /// <param name="name">The file's name, without its folder.</param>
    /// <param name="text">Lines in any order, which end with <c>\n</c> or <c>\r\n</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static BaselineFile Parse(string name, string text) => new(
        name ?? throw new ArgumentNullException(nameof(name)), text ?? throw new ArgumentNullException(nameof(text)));

    /// <summary>The file's name.</summary>
    public override string ToString() => Name;

    private static string? ReadFact(string line, out BaselineFact fact)
    {
        int blank = line.IndexOf(' ');
        fact = blank > 0
            ? new BaselineFact(line.Substring(0, blank), line.Substring(blank + 1))
            : new BaselineFact(line, "");
        return blank > 0 ? BaselineReader.WhyUnreadable(fact) : $"'{line}' is not a fact of a spec: it has no blank.";
    }
}
