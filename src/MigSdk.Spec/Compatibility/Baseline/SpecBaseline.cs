using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>
/// The facts of one or more specs as text, one line a fact, so that a change of a spec is a change of lines. With
/// value equality over the facts.
/// </summary>
/// <remarks>
/// <para>The lines, each after the spec's name:</para>
/// <code>
/// initial STATE
/// error STATE
/// single-arcs-only
/// state STATE = VALUE
/// state STATE in GROUP
/// state STATE is pre-copy
/// state STATE needs FEATURE
/// feature FEATURE = VALUE
/// feature FEATURE = VALUE is STATE
/// arc STATE -> STATE
/// arc STATE -> STATE preference NUMBER
/// blocked STATE -> STATE
/// path STATE -> STATE {FEATURE, FEATURE}: STATE -> STATE, opens GROUP
/// </code>
/// <para>
/// The last form is the resulting path of a pair: the states that a driver goes through, and the session that the
/// transition leaves newly opened. Each pair has a line for the fewest features with which it is supported, one for
/// each set from which upward there is one more state on the way, and one for all of these together. That is enough
/// to tell the path for every set of features: it goes through the states of all lines whose features are in the set,
/// and opens a session if one of them does. So an optional feature adds lines and changes none, and a pair has at most
/// one line more than its path has states.
/// </para>
/// <para>
/// Names have no blanks: characters that would part a line are written as <c>\uXXXX</c>. Lines are in ordinal order.
/// </para>
/// </remarks>
public sealed class SpecBaseline : IEquatable<SpecBaseline>
{
    private readonly ImmutableArray<string> _lines;

    private SpecBaseline(IEnumerable<BaselineFact> facts)
    {
        Facts = [.. facts.Distinct().OrderBy(fact => fact.ToString(), StringComparer.Ordinal)];
        _lines = [.. Facts.Select(fact => fact.ToString())];
        Specs =
        [
            .. Facts.GroupBy(fact => fact.Spec)
                .Select(group => BaselineReader.Read(group.Key, group.Select(fact => fact.Text))),
        ];
    }

    /// <summary>All facts, in the ordinal order of their lines.</summary>
    public ImmutableArray<BaselineFact> Facts { get; }

    /// <summary>
    /// The specs that the facts describe, in the order of their first facts. States and features are in the order of
    /// their values, which need not be the one of their declaration.
    /// </summary>
    public ImmutableArray<StateMachineSpec> Specs { get; }

    /// <summary>The facts of specs.</summary>
    /// <param name="specs">The specs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="specs"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// Two specs, two states of a spec or two features of a spec have the same name.
    /// </exception>
    public static SpecBaseline Of(params StateMachineSpec[] specs)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        List<BaselineFact> facts = [];
        foreach (StateMachineSpec spec in specs ?? throw new ArgumentNullException(nameof(specs)))
        {
            if (HasTwins(spec) || !names.Add(spec.Name))
            {
                throw new ArgumentException(
                    $"Names tell the facts of '{spec.Name}' apart, and one of them is there twice.", nameof(specs));
            }

            facts.AddRange(BaselineWriter.FactsOf(spec));
        }

        return new SpecBaseline(facts);
    }

    /// <summary>Reads a baseline's text. Empty lines and lines that begin with <c>#</c> say nothing.</summary>
    /// <param name="text">Lines in any order, which end with <c>\n</c> or <c>\r\n</c>; repetitions count once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">
    /// A line is not a fact, or the facts do not make a spec; the message says which and why.
    /// </exception>
    public static SpecBaseline Parse(string text)
    {
        BaselineFile file = BaselineFile.Parse("", text);
        if (!file.Faults.IsEmpty)
        {
            throw new FormatException(file.Faults[0].Message);
        }

        return file.Entries.FirstOrDefault(entry => entry.IsRemoval) is BaselineEntry removal
            ? throw new FormatException($"'{removal}' is not a fact of a spec: it takes one back.")
            : new SpecBaseline(file.Entries.Select(entry => entry.Fact));
    }

    /// <summary>What would have to be removed from the old baseline and added to it to get the new one.</summary>
    /// <remarks>
    /// A fact has the kind of the change that it is a part of, as <see cref="SpecCompatibility.Compare"/> finds it for
    /// the fact's state, feature or pair. A spec that is gone is breaking.
    /// </remarks>
    /// <param name="old">The baseline that was accepted.</param>
    /// <param name="current">The baseline of the specs as they are.</param>
    /// <returns>The changes in the ordinal order of their lines.</returns>
    /// <exception cref="ArgumentNullException">A baseline is null.</exception>
    public static ImmutableArray<BaselineChange> Diff(SpecBaseline old, SpecBaseline current) => BaselineDiff.Run(
        old ?? throw new ArgumentNullException(nameof(old)),
        current ?? throw new ArgumentNullException(nameof(current)));

    /// <summary>Whether both baselines have the same facts.</summary>
    /// <param name="other">The other baseline.</param>
    public bool Equals(SpecBaseline? other) => other is not null && _lines.SequenceEqual(other._lines);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SpecBaseline);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.Of(_lines);

    /// <summary>The baseline's text: all lines, each with <c>\n</c> at its end.</summary>
    public override string ToString() => string.Concat(_lines.Select(line => line + "\n"));

    /// <summary>Whether names do not tell the facts of a spec apart.</summary>
    internal static bool HasTwins(StateMachineSpec spec) =>
        spec.States.GroupBy(state => state.Name).Any(group => group.Count() > 1)
        || spec.Features.GroupBy(feature => feature.Name).Any(group => group.Count() > 1);
}
