using System;

namespace Samples.LiveMigration;

/// <summary>The destination as it was when it had taken the state over and had not yet run.</summary>
/// <param name="Hash">The hash of its state.</param>
/// <param name="WorkCounter">The last item of work that was done before.</param>
/// <param name="Cost">How long it took to see that; it is part of the downtime.</param>
internal sealed record Takeover(string Hash, ulong WorkCounter, TimeSpan Cost);
