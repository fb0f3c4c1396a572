using System.Collections.Generic;
using System.Threading;

namespace MigSdk.Engine;

/// <summary>
/// Knows every session that is created while one step runs, so that a handler that fails after it has created a session
/// cannot leak it: whatever the step does not open is closed.
/// </summary>
internal sealed class SessionNursery
{
    private static readonly AsyncLocal<SessionNursery?> Current = new();

    private readonly List<MigrationSession> _created = [];
    // A handler may drive another driver, which opens sessions of its own.
    private readonly SessionNursery? _outer;

    private SessionNursery(SessionNursery? outer) => _outer = outer;

    internal static void Register(MigrationSession session)
    {
        if (Current.Value is not { } nursery)
            return;
        lock (nursery._created)
            nursery._created.Add(session);
    }

    /// <summary>Makes a new nursery the current one for what this flow of control calls.</summary>
    internal static SessionNursery Enter()
    {
        var nursery = new SessionNursery(Current.Value);
        Current.Value = nursery;
        return nursery;
    }

    internal void Exit() => Current.Value = _outer;

    internal void CloseAllBut(MigrationSession? opened)
    {
        MigrationSession[] created;
        lock (_created)
            created = [.. _created];
        foreach (MigrationSession session in created)
        {
            if (!ReferenceEquals(session, opened))
                session.Close();
        }
    }
}
