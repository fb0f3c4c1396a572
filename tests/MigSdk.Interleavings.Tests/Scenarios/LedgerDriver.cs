using System.Collections.Generic;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>What the drivers have in common.</summary>
public abstract class LedgerDriver
{
    internal Ledger Ledger { get; init; } = new();

    /// <summary>The sessions that were opened, the newest last.</summary>
    internal List<TestSession> Sessions { get; } = [];

    private protected TestSession NewSession()
    {
        var session = new TestSession();
        Sessions.Add(session);
        return session;
    }
}
