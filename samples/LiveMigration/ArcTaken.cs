using System;

namespace Samples.LiveMigration;

/// <summary>An arc that one of the two ends has taken, or at which it has failed.</summary>
/// <param name="End">The end.</param>
/// <param name="From">The state that the arc leaves.</param>
/// <param name="To">The state that the arc enters.</param>
/// <param name="Duration">How long its handlers took.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
internal sealed record ArcTaken(string End, string From, string To, TimeSpan Duration, string? Failure);
