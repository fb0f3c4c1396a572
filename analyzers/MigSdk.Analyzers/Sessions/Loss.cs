using Microsoft.CodeAnalysis;

namespace MigSdk.Analyzers;

/// <summary>Something that can be lost, and how.</summary>
/// <param name="Place">Where it is made.</param>
/// <param name="Message">What is lost and what loses it.</param>
internal sealed record Loss(Location Place, string Message);
