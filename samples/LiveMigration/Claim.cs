namespace Samples.LiveMigration;

/// <summary>Something that the run has to prove.</summary>
/// <param name="Text">What.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Evidence">What it is judged by.</param>
internal sealed record Claim(string Text, bool Holds, string Evidence);
