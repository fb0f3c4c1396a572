using System;
using System.Collections.Generic;

namespace MigSdk.Testing.Tests;

/// <summary>
/// Programs and everything around them that can act on them. It is at rest between two events: then each program waits for
/// something that only an event can bring.
/// </summary>
internal abstract class ClosedSystem
{
    [NotState]
    private readonly int _thread = Environment.CurrentManagedThreadId;
    [NotState]
    private readonly List<(Law Law, string What)> _violations = [];

    /// <summary>Which laws were violated by what has happened so far.</summary>
    internal IReadOnlyList<(Law Law, string What)> Violations => _violations;

    /// <summary>Whether all programs have ended. Late events may still come.</summary>
    internal abstract bool IsOver { get; }

    /// <summary>What an end is like, for comparing.</summary>
    internal abstract string Outcome { get; }

    /// <summary>Starts the programs.</summary>
    internal abstract void Begin();

    /// <summary>What may happen next, in an order that depends on the state alone.</summary>
    internal abstract IEnumerable<ModelEvent> Events();

    /// <summary>What a program does out of turn would not be an event, and the exploration incomplete.</summary>
    internal void ThrowIfElsewhere()
    {
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException("A program goes on by itself, on another thread.");
    }

    internal void Violate(Law law, string what) => _violations.Add((law, what));
}
