using System;
using System.Collections.Generic;

namespace MigSdk.Testing;

/// <summary>What one check has found.</summary>
/// <param name="Check">The check.</param>
/// <param name="Law">The rule behind it, with its source.</param>
/// <param name="Outcome">What it has come to.</param>
/// <param name="Failures">What was wrong; empty unless it failed.</param>
/// <param name="Cases">How many cases it has tried.</param>
/// <param name="Note">Why it was not run, or what of it could not be tried; else null.</param>
/// <param name="Duration">How long it took.</param>
public sealed record CheckResult(
    ConformanceCheck Check,
    string Law,
    CheckOutcome Outcome,
    IReadOnlyList<CheckFailure> Failures,
    int Cases,
    string? Note,
    TimeSpan Duration);
