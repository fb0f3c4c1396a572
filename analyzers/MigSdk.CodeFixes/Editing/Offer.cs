using System;

namespace MigSdk.CodeFixes;

/// <summary>One thing that a fix offers to do about a diagnostic.</summary>
/// <param name="Title">What it says to the user.</param>
/// <param name="Key">What Fix All takes for the same kind of action.</param>
/// <param name="Edit">Makes the edits.</param>
internal sealed record Offer(string Title, string Key, Action<SourceEdits> Edit)
{
    /// <summary>
    /// What one offer mends as a whole, where several diagnostics can be about it: Fix All makes one of the offers about it.
    /// </summary>
    public object? About { get; init; }

    /// <summary>What Fix All does for that whole, where a single fix does less.</summary>
    public Action<SourceEdits>? EditOfWhole { get; init; }
}
