using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>A member in which a session leaves something for the next.</summary>
/// <param name="Member">The member.</param>
/// <param name="Group">The session group.</param>
/// <param name="ForgottenBy">An arc that ends such sessions without setting the member back, where others do.</param>
internal sealed record Leftover(ISymbol Member, string Group, StatePair? ForgottenBy);
