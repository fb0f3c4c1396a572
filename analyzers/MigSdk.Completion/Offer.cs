namespace MigSdk.Completion;

/// <summary>Something that can stand at the place.</summary>
/// <param name="Name">What it is called in the list, and found by.</param>
/// <param name="Text">What is written into the source.</param>
/// <param name="Hint">A word beside the name; may be empty.</param>
/// <param name="Description">What is told of it.</param>
/// <param name="IsNeeded">Whether the driver is not complete without it.</param>
internal sealed record Offer(string Name, string Text, string Hint, string Description, bool IsNeeded);
