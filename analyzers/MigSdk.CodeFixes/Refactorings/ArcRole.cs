namespace MigSdk.CodeFixes;

/// <summary>What a handler is there for: the arcs of one role share a handler.</summary>
/// <param name="Rank">Where it stands among the handlers of a driver.</param>
/// <param name="Name">What the handler is called.</param>
/// <param name="Comment">What it has to do, where that is known.</param>
internal sealed record ArcRole(int Rank, string Name, string? Comment);
