namespace MigSdk;

/// <summary>The result of one read of a saving session.</summary>
/// <param name="Outcome">Bytes, no data yet, or end of stream.</param>
/// <param name="Count">How many bytes were read; at least 1 with <see cref="ReadOutcome.Bytes"/>, else 0.</param>
public readonly record struct SessionRead(ReadOutcome Outcome, int Count);
