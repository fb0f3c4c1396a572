using System;

namespace MigSdk;

/// <summary>What an arc's handler may know of the transition that it is a step of.</summary>
/// <param name="From">The state that the arc leaves; <c>State</c> still shows it while the handler runs.</param>
/// <param name="To">The state that the arc enters.</param>
/// <param name="Target">
/// The state that the host asked for. It differs from <paramref name="To"/> in a combination transition, and while a
/// failed transition walks back (<see cref="FailurePolicy.RestoreStart"/>) it is the state that the walk goes back to.
/// </param>
public readonly record struct ArcContext(MigrationState From, MigrationState To, MigrationState Target);

/// <summary>What an arc's handler may know of the transition that it is a step of, for any spec.</summary>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
/// <param name="From">The state that the arc leaves; <c>State</c> still shows it while the handler runs.</param>
/// <param name="To">The state that the arc enters.</param>
/// <param name="Target">
/// The state that the host asked for. It differs from <paramref name="To"/> in a combination transition, and while a
/// failed transition walks back (<see cref="FailurePolicy.RestoreStart"/>) it is the state that the walk goes back to.
/// </param>
public readonly record struct ArcContext<TState>(TState From, TState To, TState Target)
    where TState : struct, Enum;
