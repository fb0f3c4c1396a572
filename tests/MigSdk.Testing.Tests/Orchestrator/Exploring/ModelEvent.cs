using System;

namespace MigSdk.Testing.Tests;

/// <summary>Something that may happen next in a closed system.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Kind">Whether it belongs to a migration in which nothing goes wrong.</param>
/// <param name="Happen">Has it happen, with everything that follows at once.</param>
internal readonly record struct ModelEvent(string Name, EventKind Kind, Action Happen);

internal enum EventKind
{
    /// <summary>It goes on as it should.</summary>
    Ordinary,

    /// <summary>Something goes wrong, or somebody interferes.</summary>
    Mishap,

    /// <summary>Nobody does anything until the next time limit has passed.</summary>
    Time,
}
