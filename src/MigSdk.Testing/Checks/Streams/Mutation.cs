namespace MigSdk.Testing.Checks;

/// <summary>A stream that is not what a source has sent.</summary>
/// <param name="What">What was done to it.</param>
/// <param name="Bytes">The stream.</param>
internal sealed record Mutation(string What, byte[] Bytes);
