using System.Collections.Immutable;
using MigSdk.Spec;

namespace MigSdk.CodeFixes;

/// <summary>A handler that is yet to be written.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Arcs">The arcs that it serves.</param>
/// <param name="Returns">The session group that it opens; null where it opens none.</param>
/// <param name="Takes">The session group whose session it takes; null where it takes none.</param>
/// <param name="Comment">What it has to do, where that is known.</param>
internal sealed record HandlerDraft(string Name, ImmutableArray<RequiredArc> Arcs, string? Returns, string? Takes, string? Comment);
