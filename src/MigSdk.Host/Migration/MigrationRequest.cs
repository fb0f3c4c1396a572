using System;
using System.Collections.Generic;

namespace MigSdk.Host;

/// <summary>One request as it was made.</summary>
/// <param name="Phase">The phase in which it was made.</param>
/// <param name="End">The end that was asked.</param>
/// <param name="From">The state in which it was, as far as the host knew.</param>
/// <param name="Target">The state that it was asked for; RUNNING for a reset.</param>
/// <param name="Path">
/// The states after <paramref name="From"/> on the way to <paramref name="Target"/>, as the back end gives them. A
/// request that failed may have ended at any of them.
/// </param>
/// <param name="IsReset">Whether it was a reset.</param>
/// <param name="Errno">How it failed; <see cref="Errno.None"/> where it did not.</param>
/// <param name="Duration">How long it took.</param>
public sealed record MigrationRequest(
    MigrationPhase Phase,
    MigrationEnd End,
    MigrationState From,
    MigrationState Target,
    IReadOnlyList<MigrationState> Path,
    bool IsReset,
    Errno Errno,
    TimeSpan Duration);
