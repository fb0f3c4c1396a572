using System;

namespace MigSdk.FaultCorpus;

/// <summary>Says which fault a class is the rendition of, and what the compiler has to say to it.</summary>
/// <param name="number">The fault's number in the table of <c>analyzers/rules/README.md</c>.</param>
/// <param name="commits">What it is known by upstream: a commit, or where it was reported.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FaultAttribute(int number, string commits) : Attribute
{
    /// <summary>The fault's number.</summary>
    public int Number => number;

    /// <summary>What it is known by upstream, as the table says it.</summary>
    public string Commits => commits;

    /// <summary>
    /// The errors of the compiler and the rules that stop the rendition. <see cref="Rendition"/> holds it against them.
    /// Empty where the SDK makes the mistake harmless.
    /// </summary>
    public string[] StoppedBy { get; set; } = [];

    /// <summary>Whether the class shows at run time that the SDK makes the mistake harmless.</summary>
    public bool IsHarmless { get; set; }
}
